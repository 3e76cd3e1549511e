// The form is recomputed when the typing rests for a moment, and at once when one leaves the field.
import { useEffect, useRef } from 'preact/hooks';

export const REST_MS = 120;

/** [later(value), now()]: `later` hands over the value after a rest, `now` hands over at once what is waiting. */
export function useResting(handOver) {
  const waiting = useRef(null);
  const latest = useRef(handOver);
  latest.current = handOver;

  const now = () => {
    if (waiting.current) {
      clearTimeout(waiting.current.timer);
      const { value } = waiting.current;
      waiting.current = null;
      latest.current(value);
    }
  };
  const later = value => {
    clearTimeout(waiting.current?.timer);
    waiting.current = { value, timer: setTimeout(now, REST_MS) };
  };
  useEffect(() => now, []);
  return [later, now];
}

/** Makes the field one is in hand over what is waiting, without leaving it. */
export function handOverTyping() {
  document.activeElement?.dispatchEvent(new FocusEvent('blur'));
}
