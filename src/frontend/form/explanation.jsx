// Under a warning: why it stands, written by who compiles, read by everybody else.
import { useEffect, useRef, useState } from 'preact/hooks';
import { formatInstant } from '../sheet/dates.js';
import { EXPLANATION } from '../sheet/explanations.js';
import { TEXTS, fill } from '../texts.js';

/** `place` tells apart the same finding shown twice in a page. */
export function Explanation({ finding, state, place, controller }) {
  const [writing, setWriting] = useState(false);
  const mayWrite = state.editable && finding.spiegabile === true;
  const { spiegazione } = finding;
  return (
    <>
      {finding.gravitaModificata && <span class="who small">{finding.gravitaModificata.inParole}</span>}
      {spiegazione && !writing && <Said said={spiegazione} />}
      {mayWrite && (writing
        ? <Writer finding={finding} place={place} explanations={controller.explanations} onDone={() => setWriting(false)} />
        : <Buttons finding={finding} explanations={controller.explanations} onWrite={() => setWriting(true)} />)}
    </>
  );
}

function Said({ said }) {
  return (
    <div class="explanation">
      {said.perValoriDiversi && <span class="outdated">{fill(TEXTS.explanation.outdated, { message: said.messaggioDiAllora ?? '' })}</span>}
      <span class="remark-text">{said.testo}</span>
      <span class="muted small">{said.autore}, {formatInstant(said.alle)}</span>
    </div>
  );
}

function Buttons({ finding, explanations, onWrite }) {
  const [problem, setProblem] = useState(null);
  const words = TEXTS.explanation;
  const action = finding.spiegazione ? words.rewrite : words.write;
  return (
    <span class="explanation-acts">
      <button type="button" class="link-button small" aria-label={fill(words.writeOn, { action, message: finding.messaggio })} onClick={onWrite}>
        {action}
      </button>
      {finding.spiegazione && (
        <button type="button" class="link-button small" onClick={async () => setProblem(await explanations.withdraw(finding.id))}>{words.withdraw}</button>
      )}
      {problem && <span class="problem-text" role="alert">{problem}</span>}
    </span>
  );
}

function Writer({ finding, place, explanations, onDone }) {
  const area = useRef(null);
  const [text, setText] = useState(finding.spiegazione?.testo ?? '');
  const [problem, setProblem] = useState(null);
  const [working, setWorking] = useState(false);
  const id = `spiegazione-${place}-${finding.id}`;
  useEffect(() => {
    area.current?.focus();
    return () => explanations.writing(finding.id, '');
  }, []);
  const keep = async () => {
    setWorking(true);
    const refused = await explanations.keep(finding.id, text);
    setWorking(false);
    setProblem(refused);
    if (refused) {
      area.current?.focus();
    } else {
      onDone();
    }
  };
  return (
    <span class="explanation-writer">
      <label class="small" for={id}>{TEXTS.explanation.label}</label>
      <textarea id={id} class="input" rows={3} maxLength={EXPLANATION.max} ref={area} value={text} aria-invalid={problem !== null}
        aria-describedby={`${id}-problema`}
        onInput={event => {
          setText(event.target.value);
          explanations.writing(finding.id, event.target.value);
        }}
        onKeyDown={event => event.key === 'Escape' && onDone()} />
      <span class="problem-text" id={`${id}-problema`} role="alert">{problem}</span>
      <span class="row-flex end">
        <button type="button" class="btn btn-xs btn-outline-primary" onClick={onDone}>{TEXTS.cancel}</button>
        <button type="button" class="btn btn-xs btn-primary" disabled={working} onClick={keep}>{TEXTS.explanation.keep}</button>
      </span>
    </span>
  );
}
