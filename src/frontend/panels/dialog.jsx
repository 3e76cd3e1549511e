// A dialog of the browser: it traps the focus, Escape closes it, the focus goes back where it was.
import { useEffect, useRef } from 'preact/hooks';

export function Dialog({ title, onClose, children, labelId }) {
  const element = useRef(null);
  useEffect(() => {
    const opener = document.activeElement;
    element.current.showModal();
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
        <h2 id={labelId}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
