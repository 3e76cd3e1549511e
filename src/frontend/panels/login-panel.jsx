// The login over the open page: what was typed stays behind it, untouched.
import { useRef, useState } from 'preact/hooks';
import { TEXTS } from '../texts.js';
import { Dialog } from './dialog.jsx';

export function LoginPanel({ controller, onClose }) {
  const [problem, setProblem] = useState(null);
  const [working, setWorking] = useState(false);
  const form = useRef(null);
  const enter = async event => {
    event.preventDefault();
    const { username, password } = Object.fromEntries(new FormData(form.current));
    if (!username || !password) {
      setProblem(TEXTS.login.required);
      return;
    }
    setWorking(true);
    const outcome = await controller.login(username, password);
    setWorking(false);
    if (outcome !== 'in') {
      setProblem(TEXTS.login[outcome]);
      form.current.elements.password.select();
    }
  };
  return (
    <Dialog title={TEXTS.login.title} onClose={onClose} labelId="accesso-titolo">
      <p>{TEXTS.login.intro}</p>
      <form ref={form} onSubmit={enter} noValidate>
        {problem && <div class="notice problem" role="alert">{problem}</div>}
        <div class="field">
          <label for="accesso-utente">{TEXTS.login.username}</label>
          <input class="input" type="text" id="accesso-utente" name="username" autocomplete="username" required defaultValue={controller.account ?? ''} />
        </div>
        <div class="field">
          <label for="accesso-password">{TEXTS.login.password}</label>
          <input class="input" type="password" id="accesso-password" name="password" autocomplete="current-password" required />
        </div>
        <div class="dialog-actions">
          <button type="button" class="btn btn-outline-primary" onClick={onClose}>{TEXTS.cancel}</button>
          <button type="submit" class="btn btn-primary" disabled={working}>{TEXTS.login.enter}</button>
        </div>
      </form>
    </Dialog>
  );
}
