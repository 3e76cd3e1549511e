// Around each question: where its answer comes from, last year's value, what the checks and the reviewer say of it.
import { Default, FormRenderContext } from '@bpmn-io/form-js-viewer';
import { useContext, useMemo } from 'preact/hooks';
import { sameAnswer, toAnswers } from '../sheet/answers.js';
import { fieldKeyOf } from '../sheet/fields.js';
import { TEXTS, fill } from '../texts.js';
import { applyAnswers } from './data.js';
import { Explanation } from './explanation.jsx';
import { HelpButton, HelpHere } from './help.jsx';
import { Received } from './received.jsx';
import { RemarkWriter, RemarksHere, remarkOn } from './remarks.jsx';
import { useFormService, useStore } from './store.js';
import { describeAnswer } from './words.js';

export function Root(props) {
  const stock = useContext(FormRenderContext);
  const context = useMemo(() => ({ ...stock, Element: Question }), [stock]);
  return (
    <FormRenderContext.Provider value={context}>
      <Default {...props} />
    </FormRenderContext.Provider>
  );
}

Root.config = Default.config;

function Question({ class: className, field, children }) {
  const store = useFormService('sheetStore');
  const key = field.type === 'dynamiclist' ? field.path : field.key;
  if (!store.get().fields.has(key)) {
    return <div class={className}>{children}</div>;
  }
  return <QuestionWithNotes className={className} questionKey={key} store={store}>{children}</QuestionWithNotes>;
}

function QuestionWithNotes({ className, questionKey, store, children }) {
  const state = useStore(store);
  const controller = useFormService('sheetController');
  const field = state.fields.get(questionKey);
  const findings = (state.sheet.esiti ?? []).filter(finding => finding.campi?.some(one => fieldKeyOf(one) === questionKey));
  return (
    <div class={`${className} question${findings.some(one => one.gravita === 'BLOCCANTE') ? ' blocked' : ''}`} data-question={questionKey}>
      <div class="question-field">{children}</div>
      <HelpButton state={state} field={field} />
      <HelpHere state={state} field={field} />
      <div class="question-notes">
        <Origin state={state} field={field} />
        <LastYear state={state} field={field} />
        <RemarkWriter store={store} state={state} target={{ voce: questionKey }} label={field.label} />
      </div>
      <ReceivedHere state={state} field={field} controller={controller} />
      <div class="question-messages">
        {state.showMissing && state.editable && field.required && <Missing field={field} />}
        {findings.map(finding => (
          <div class={finding.gravita === 'BLOCCANTE' ? 'finding blocking' : 'finding warning'} key={finding.id ?? finding.codice}>
            <strong>{finding.gravita === 'BLOCCANTE' ? TEXTS.side.blocking : TEXTS.side.warning}:</strong> {finding.messaggio}
            <Explanation finding={finding} state={state} place={`domanda-${questionKey}`} controller={controller} />
          </div>
        ))}
        <RemarksHere state={state} matches={remarkOn(questionKey)} />
      </div>
    </div>
  );
}

function useAnswer(field) {
  const { data } = useFormService('form')._getState();
  return toAnswers(data, new Map([[field.key, field]]))[field.key] ?? null;
}

function Origin({ state, field }) {
  const known = state.sheet.risposte?.[field.key];
  const source = known?.origin?.ricevuto === undefined ? known?.origin?.fonte : null;
  return source && sameAnswer(known, useAnswer(field)) ? (
    <span class="origin">{fill(TEXTS.question.origin, { source })}</span>
  ) : null;
}

function ReceivedHere({ state, field, controller }) {
  return <Received field={field} state={state} now={useAnswer(field)} controller={controller} />;
}

function LastYear({ state, field }) {
  const form = useFormService('form');
  const { precedenti } = state.sheet;
  const before = precedenti?.risposte?.[field.key];
  const now = useAnswer(field);
  if (!before) {
    return null;
  }
  const year = precedenti.anno;
  if (sameAnswer(before, now)) {
    return <span class="last-year muted">{fill(TEXTS.question.sameAsBefore, { year })}</span>;
  }
  return (
    <span class="last-year">
      <span class="muted">{fill(TEXTS.question.previous, { year })}</span> {describeAnswer(before, field, form)}{' '}
      {state.editable && !state.closed.has(field.key) && !(field.columns && now) && (
        <button
          type="button"
          class="link-button"
          aria-label={fill(TEXTS.question.useLabel, { year, label: field.label })}
          onClick={() => applyAnswers(form, { [field.key]: before }, state.fields, [field.key])}
        >
          {TEXTS.question.use}
        </button>
      )}
    </span>
  );
}

function Missing({ field }) {
  return useAnswer(field) ? null : <p class="finding blocking">{TEXTS.errors.missing}</p>;
}
