// The instructions of a question, where the doubt arises: what counts, what does not, an example.
import { TEXTS, fill } from '../texts.js';
import { useFormService } from './store.js';

/** Beside the label; the keyboard has Alt+H, so that Tab goes from answer to answer. */
export function HelpButton({ state, field }) {
  const sheet = useFormService('sheetController');
  if (!hasHelp(field) || state.helpAll) {
    return null;
  }
  const open = state.helpOn.has(field.key);
  return (
    <button type="button" class="help-button" tabIndex={-1} aria-expanded={open} aria-controls={idOf(field)} title={TEXTS.help.title}
      aria-label={fill(TEXTS.help.open, { label: field.label })} onClick={() => sheet.help(field.key)}>?</button>
  );
}

export function HelpHere({ state, field }) {
  const open = hasHelp(field) && (state.helpAll || state.helpOn.has(field.key));
  return (
    <div class="help-here" id={idOf(field)} role="note" aria-label={fill(TEXTS.help.of, { label: field.label })} hidden={!open}>
      {open && <HelpText field={field} />}
    </div>
  );
}

/** The instructions in words; of a grid, column by column. */
export function HelpText({ field }) {
  const columns = (field.columns ?? []).filter(column => column.help);
  return (
    <>
      <p>{field.help ?? (columns.length ? '' : TEXTS.side.noHelp)}</p>
      {columns.length > 0 && <dl>{columns.map(column => <><dt>{column.label}</dt><dd>{column.help}</dd></>)}</dl>}
    </>
  );
}

function hasHelp(field) {
  return Boolean(field.help) || (field.columns ?? []).some(column => column.help);
}

function idOf(field) {
  return `istruzioni-${field.key}`;
}
