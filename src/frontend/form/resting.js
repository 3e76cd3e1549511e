// What one types stays as typed, whatever is redrawn meanwhile; the form hears of it when the typing rests for a moment, or when one leaves.
import { useEffect, useRef, useState } from 'preact/hooks';

export const REST_MS = 120;

/**
 * The text of a field somebody types in: `write(value)` puts a held value into words, `read(text)` makes a value of them.
 * Until what was typed is handed over, no value from outside takes its place: a redrawn field never goes back to what it was.
 */
export function useTyping({ value, write, read, handOver }) {
  const [text, setText] = useState(write(value));
  const typed = useRef(null);
  const [later, now, waiting] = useResting(handOver);
  const held = JSON.stringify(value ?? null);

  useEffect(() => {
    const mine = typed.current !== null && JSON.stringify(read(typed.current) ?? null) === held;
    if (!waiting() && !mine) {
      typed.current = null;
      setText(write(value));
    }
  }, [held]);

  const type = event => {
    typed.current = event.target.value;
    setText(typed.current);
    later(read(typed.current));
  };
  const leave = () => {
    now();
    if (typed.current !== null) {
      setText(write(read(typed.current)));
      typed.current = null;
    }
  };
  return { text, type, leave };
}

/** Makes the field one is in hand over what is waiting, without leaving it. */
export function handOverTyping() {
  document.activeElement?.dispatchEvent(new FocusEvent('blur'));
}

function useResting(handOver) {
  const resting = useRef(null);
  const latest = useRef(handOver);
  latest.current = handOver;

  const now = () => {
    if (resting.current) {
      clearTimeout(resting.current.timer);
      const { value } = resting.current;
      resting.current = null;
      latest.current(value);
    }
  };
  const later = value => {
    clearTimeout(resting.current?.timer);
    resting.current = { value, timer: setTimeout(now, REST_MS) };
  };
  useEffect(() => now, []);
  return [later, now, () => resting.current !== null];
}
