// Beside a question: what another system sent, what is declared instead and why; above a section: who has looked at it.
import { useEffect, useRef, useState } from 'preact/hooks';
import { formatDate, formatInstant } from '../sheet/dates.js';
import { formatNumber } from '../sheet/number.js';
import { REASON, receivedFor } from '../sheet/sources.js';
import { TEXTS, fill } from '../texts.js';

const WORDS = TEXTS.received;

/** One line: source, value, day and period; below it, only where the value differs, the reason. */
export function Received({ field, state, now, controller }) {
  const received = receivedFor(state.sheet.risposte?.[field.key], now);
  const proposal = (state.sheet.proposte ?? []).find(one => one.voce === field.key);
  return received || proposal ? (
    <div class="received">
      {received && (
        <p>
          <span class="origin">{fill(WORDS.value, { source: received.source, value: formatNumber(received.value) })}</span>{' '}
          <span class="muted">{fill(WORDS.when, { day: formatDate(received.extractedOn), period: received.period })}</span>
        </p>
      )}
      {received?.changed && !proposal && <Reason received={received} field={field} state={state} now={now} sources={controller.sources} />}
      {proposal && <Proposed proposal={proposal} field={field} state={state} sources={controller.sources} />}
    </div>
  ) : null;
}

function Reason({ received, field, state, now, sources }) {
  const [writing, setWriting] = useState(false);
  const declared = now?.value === undefined || now?.value === null ? WORDS.nothing : formatNumber(now.value);
  return (
    <div class={received.reason ? 'differs explained' : 'differs'}>
      <p>{fill(received.reason ? WORDS.because : WORDS.differs, { declared, reason: received.reason ?? '' })}</p>
      {state.editable && (writing
        ? <Writer received={received} field={field} sources={sources} onDone={() => setWriting(false)} />
        : (
          <button type="button" class="link-button small" aria-label={fill(WORDS.writeOn, { label: field.label })} onClick={() => setWriting(true)}>
            {received.reason ? WORDS.rewrite : WORDS.write}
          </button>
        ))}
    </div>
  );
}

function Writer({ received, field, sources, onDone }) {
  const area = useRef(null);
  const [text, setText] = useState(received.reason ?? '');
  const [problem, setProblem] = useState(null);
  const [working, setWorking] = useState(false);
  const id = `motivo-${field.key}`;
  useEffect(() => {
    area.current?.focus();
    return () => sources.writing(field.key, '');
  }, []);
  const keep = async () => {
    setWorking(true);
    const refused = await sources.explain(field.key, text);
    setWorking(false);
    setProblem(refused);
    if (refused) {
      area.current?.focus();
    } else {
      onDone();
    }
  };
  return (
    <div class="explanation-writer">
      <label class="small" for={id}>{WORDS.label}</label>
      <textarea id={id} class="input" rows={2} maxLength={REASON.max} ref={area} value={text} aria-invalid={problem !== null}
        aria-describedby={`${id}-problema`}
        onInput={event => {
          setText(event.target.value);
          sources.writing(field.key, event.target.value);
        }}
        onKeyDown={event => event.key === 'Escape' && onDone()} />
      <span class="problem-text" id={`${id}-problema`} role="alert">{problem}</span>
      <span class="row-flex end">
        <button type="button" class="btn btn-xs btn-outline-primary" onClick={onDone}>{TEXTS.cancel}</button>
        <button type="button" class="btn btn-xs btn-primary" disabled={working} onClick={keep}>{WORDS.keep}</button>
      </span>
    </div>
  );
}

function Proposed({ proposal, field, state, sources }) {
  const [problem, setProblem] = useState(null);
  return (
    <div class="differs">
      <p>{fill(WORDS.proposed, { source: proposal.fonte, value: formatNumber(proposal.proposto), day: formatDate(proposal.estrattoIl) })}</p>
      {state.editable && (
        <span class="explanation-acts">
          <button type="button" class="link-button small" aria-label={fill(WORDS.takeOn, { label: field.label })}
            onClick={async () => setProblem(await sources.take(field.key))}>{WORDS.take}</button>
          <button type="button" class="link-button small" aria-label={fill(WORDS.leaveOn, { label: field.label })}
            onClick={async () => setProblem(await sources.leave(field.key))}>{WORDS.leave}</button>
        </span>
      )}
      {problem && <span class="problem-text" role="alert">{problem}</span>}
    </div>
  );
}

/** The section holds values from elsewhere: somebody confirms having looked at them. */
export function SectionConfirmation({ code, label, state, controller }) {
  const [problem, setProblem] = useState(null);
  const [working, setWorking] = useState(false);
  const known = (state.sheet.conferme ?? []).find(one => one.sezione === code);
  if (!known) {
    return null;
  }
  if (known.confermata) {
    return <p class="section-confirmation small muted" role="status">{fill(WORDS.confirmed, { who: known.da, when: formatInstant(known.il) })}</p>;
  }
  const confirm = async () => {
    setWorking(true);
    setProblem(await controller.sources.confirm(code));
    setWorking(false);
  };
  return (
    <div class="section-confirmation notice warning">
      <p>{WORDS.toConfirm}</p>
      {state.editable && (
        <button type="button" class="btn btn-primary btn-xs" disabled={working} aria-label={fill(WORDS.confirmOn, { label })} onClick={confirm}>
          {WORDS.confirm}
        </button>
      )}
      {problem && <span class="problem-text" role="alert">{problem}</span>}
    </div>
  );
}
