// Bottom, always in sight: is it saved, where next, and the act that comes next with its reasons when it is closed.
import { formatInstant } from '../sheet/dates.js';
import { TEXTS, count, fill } from '../texts.js';

export function Bar({ state, controller }) {
  const act = mainAct(state);
  return (
    <div class="sheet-bar">
      <SaveState state={state} controller={controller} />
      <div class="sheet-bar-moves">
        <Steps controller={controller} />
        <Completeness state={state} controller={controller} />
        <button type="button" class="link-button small keys-button" onClick={() => controller.open({ kind: 'keys' })}>{TEXTS.keys.open}</button>
      </div>
      <div class="sheet-bar-acts">
        {secondaryActs(state).map(name => <Act key={name} name={name} state={state} controller={controller} secondary />)}
        {act && <Act name={act} state={state} controller={controller} />}
      </div>
    </div>
  );
}

/** Where a module is only tried there is nothing to save and nothing to send. */
export function TrialBar({ controller }) {
  return (
    <div class="sheet-bar">
      <p class="save-state" data-save="trial">{TEXTS.trial}</p>
      <div class="sheet-bar-moves"><Steps controller={controller} /></div>
    </div>
  );
}

function Steps({ controller }) {
  return (
    <>
      <button type="button" class="btn btn-outline-primary btn-sm" onClick={() => controller.step(-1)} disabled={!controller.neighbour(-1)}>{TEXTS.previous}</button>
      <button type="button" class="btn btn-outline-primary btn-sm" onClick={() => controller.step(1)} disabled={!controller.neighbour(1)}>{TEXTS.next}</button>
    </>
  );
}

function Completeness({ state, controller }) {
  const { completezza, senzaContenuti } = state.sheet;
  if (!completezza || !state.editable || senzaContenuti) {
    return null;
  }
  const text = fill(TEXTS.sections.overall, { given: completezza.date, asked: completezza.chieste });
  return completezza.date < completezza.chieste ? (
    <button type="button" class="link-button small" aria-label={fill(TEXTS.sections.overallGo, { text })} onClick={() => controller.goToFirstMissing()}>{text}</button>
  ) : <span class="small">{text}</span>;
}

const MAIN = {
  IN_COMPILAZIONE: 'invio',
  RESTITUITA: 'invio',
  IN_MOTIVAZIONE: null,
  PRONTA: 'finalizzazione'
};

function mainAct(state) {
  const { stato } = state.sheet;
  if (state.reviewing) {
    return 'approvazione';
  }
  return state.mode === 'review' || !known(state, MAIN[stato]) ? null : MAIN[stato];
}

function secondaryActs(state) {
  if (state.reviewing) {
    return ['restituzione'];
  }
  const waiting = ['PRONTA', 'IN_VERIFICA'].includes(state.sheet.stato);
  return waiting && known(state, 'ripresa') ? ['ripresa'] : [];
}

function known(state, name) {
  return Boolean(name) && state.sheet.azioni?.some(action => action.azione === name);
}

function Act({ name, state, controller, secondary = false }) {
  const action = state.sheet.azioni?.find(one => one.azione === name);
  const locked = state.save.kind === 'locked';
  const allowed = action?.consentita === true && !locked;
  const why = () => controller.open({ kind: 'why', action: { azione: name, motivi: locked ? refusal(state.save.problem) : action?.motivi ?? [] } });
  const label = name === 'restituzione' && state.drafts.length > 0 ? fill(TEXTS.review.returnWith, { remarks: count(state.drafts.length, ...TEXTS.review.remarks) }) : TEXTS.acts[name];
  return (
    <span class="act">
      <button
        type="button"
        class={`btn ${secondary ? 'btn-outline-primary' : 'btn-primary'}`}
        aria-disabled={!allowed}
        disabled={state.working}
        onClick={() => (allowed ? controller.act(name) : why())}
      >
        {label}
      </button>
      {!allowed && (
        <button type="button" class="link-button small" onClick={why}>
          {TEXTS.why.link}
        </button>
      )}
    </span>
  );
}

// After a save refused for good the reasons are the refusal's own.
function refusal(problem) {
  return problem?.motivi?.length ? problem.motivi : [{ messaggio: problem?.detail ?? problem?.title ?? TEXTS.unknownFailure }];
}

function SaveState({ state, controller }) {
  const { save } = state;
  const action = {
    login: [TEXTS.save.loginAction, () => controller.open({ kind: 'login' })],
    conflict: [TEXTS.save.conflictAction, () => controller.open({ kind: 'conflict' })],
    retrying: [TEXTS.tryAgain, () => controller.saveNow()],
    refused: [TEXTS.tryAgain, () => controller.saveNow()],
    locked: [TEXTS.save.lockedAction, () => document.getElementById('scheda-chiusa')?.focus()]
  }[save.kind];
  return (
    <div class="save-state" data-save={state.editable || save.kind === 'locked' ? save.kind : 'readonly'}>
      <span role="status" aria-live={save.kind === 'retrying' ? 'off' : 'polite'}>{saveText(state)}</span>{' '}
      {action && <button type="button" class="link-button" onClick={action[1]}>{action[0]}</button>}
    </div>
  );
}

function saveText({ save, editable }) {
  const words = TEXTS.save;
  switch (save.kind) {
    case 'saved':
      if (!editable) {
        return words.readOnly;
      }
      return save.at ? fill(words.savedAt, { time: formatInstant(save.at) }) : words.saved;
    case 'retrying':
      return fill(save.status === 0 ? words.offline : words.serverBusy, { seconds: save.seconds });
    case 'refused':
      return fill(words.refused, { detail: save.problem?.detail ?? save.problem?.title ?? TEXTS.unknownFailure });
    case 'locked':
      return fill(words.locked, { detail: save.problem?.detail ?? save.problem?.title ?? TEXTS.unknownFailure });
    default:
      return words[save.kind];
  }
}
