// A dialog of the browser: it traps the focus, Escape closes it, the focus goes back where it was.
import { useEffect, useRef } from 'preact/hooks';

export function Dialog({ title, onClose, children, labelId }) {
  const element = useRef(null);
  useEffect(() => {
    const opener = document.activeElement;
    element.current.showModal();
    firstPlace(element.current).focus();
    return () => {
      if (opener?.isConnected && (document.activeElement === document.body || !document.activeElement)) {
        opener.focus();
      }
    };
  }, []);
  return (
    <dialog
      class="dialog"
      ref={element}
      aria-labelledby={labelId}
      onCancel={event => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class="dialog-body">
        <h2 id={labelId} tabIndex={-1}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}

// Where one has something to type, there; otherwise at the title, so that one reads from the beginning.
function firstPlace(dialog) {
  const inputs = [...dialog.querySelectorAll('input[type=text], input[type=password], textarea')];
  return inputs.find(input => !input.value) ?? inputs[0] ?? dialog.querySelector('h2');
}
