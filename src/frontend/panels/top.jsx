// Near the title: "senza contenuti", who is at work, what has just happened, what must be put right.
import { useState } from 'preact/hooks';
import { formatInstant } from '../sheet/dates.js';
import { TEXTS, count, fill } from '../texts.js';
import { asText } from '../form/words.js';

export function Top({ state, controller }) {
  return (
    <>
      <div class="sheet-top">
        <EmptySwitch state={state} controller={controller} />
        <Claim state={state} controller={controller} />
      </div>
      <Banner state={state} controller={controller} />
      {state.mode === 'edit' && state.sheet.limite && <p class="notice" id="correzione-limitata">{state.sheet.limite.motivo}</p>}
      <Locked state={state} controller={controller} />
      <ErrorSummary state={state} controller={controller} />
    </>
  );
}

const SWITCHABLE = ['IN_COMPILAZIONE', 'RESTITUITA', 'IN_MOTIVAZIONE'];

function EmptySwitch({ state, controller }) {
  const on = state.sheet.senzaContenuti === true;
  const name = on ? 'annulla-senza-contenuti' : 'senza-contenuti';
  const action = state.sheet.azioni?.find(one => one.azione === name);
  if (!action || state.mode !== 'edit' || !SWITCHABLE.includes(state.sheet.stato)) {
    return on ? <p class="tag">{TEXTS.empty.on}</p> : null;
  }
  const toggle = () => (action.consentita ? controller.act(name) : controller.open({ kind: 'why', action }));
  return (
    <div class="empty-switch">
      <button type="button" role="switch" aria-checked={on} aria-disabled={!action.consentita} aria-describedby="senza-contenuti-aiuto"
        class="switch" disabled={state.working} onClick={toggle}>
        <span class="switch-track" aria-hidden="true"></span>{TEXTS.empty.label}
      </button>
      <span class="muted small" id="senza-contenuti-aiuto">{TEXTS.empty.help}</span>
      {!action.consentita && (
        <button type="button" class="link-button small" onClick={() => controller.open({ kind: 'why', action })}>{TEXTS.why.link}</button>
      )}
    </div>
  );
}

function Claim({ state, controller }) {
  const { inCarico } = state.sheet;
  const mine = inCarico && controller.account && inCarico.account === controller.account;
  if (!inCarico && !controller.allowed('presa-in-carico')) {
    return null;
  }
  return (
    <p class="claim small">
      {!inCarico && TEXTS.claim.nobody}
      {inCarico && (mine ? TEXTS.claim.mine : fill(TEXTS.claim.other, { name: inCarico.nome, when: formatInstant(inCarico.dal) }))}{' '}
      {!mine && controller.allowed('presa-in-carico') && <button type="button" class="link-button" onClick={() => controller.claim()}>{inCarico ? TEXTS.claim.takeOver : TEXTS.claim.take}</button>}
      {mine && controller.allowed('rilascio') && <button type="button" class="link-button" onClick={() => controller.release()}>{TEXTS.claim.release}</button>}
    </p>
  );
}

function Banner({ state, controller }) {
  const { banner } = state;
  return (
    <div role="status">
      {banner && (
        <div class={`notice ${banner.tone ?? 'good'}`} tabIndex={-1} id="esito-atto">
          <p>
            {banner.text}{' '}
            {banner.next && controller.next && <><a href={controller.next}>{TEXTS.done.next}</a> · </>}
            {banner.next && <a href={controller.list}>{TEXTS.done.list}</a>}
          </p>
        </div>
      )}
    </div>
  );
}

function Locked({ state, controller }) {
  const [copied, setCopied] = useState(null);
  if (state.save.kind !== 'locked') {
    return null;
  }
  const unsaved = controller.unsavedChanges();
  const page = state.save.problem?.motivi?.find(one => one.pagina)?.pagina;
  const copy = async () => {
    const text = asText(unsaved, controller.fields, controller.form);
    try {
      await navigator.clipboard.writeText(text);
      setCopied({ done: true });
    } catch {
      setCopied({ text });
    }
  };
  return (
    <div class="notice problem" role="alert" tabIndex={-1} id="scheda-chiusa">
      <h2>{TEXTS.locked.title}</h2>
      <p>{state.save.problem?.detail ?? state.save.problem?.title ?? TEXTS.unknownFailure} {Object.keys(unsaved).length > 0 && TEXTS.locked.keep}</p>
      <div class="row-flex">
        {Object.keys(unsaved).length > 0 && <button type="button" class="btn btn-sm btn-outline-primary" onClick={copy}>{TEXTS.locked.copy}</button>}
        <a class="btn btn-sm btn-outline-primary" href={controller.page}>{TEXTS.locked.reload}</a>
        {page && <a class="btn btn-sm btn-outline-primary" href={page} target="_blank" rel="noopener">{TEXTS.locked.page}</a>}
        <span role="status">{copied?.done && TEXTS.locked.copied}</span>
      </div>
      {copied?.text && (
        <div class="field">
          <label for="risposte-da-copiare">{TEXTS.locked.copyByHand}</label>
          <textarea class="input mono" id="risposte-da-copiare" rows={6} readOnly value={copied.text} />
        </div>
      )}
    </div>
  );
}

const SHOWN = 8;

function ErrorSummary({ state, controller }) {
  if (!state.showMissing) {
    return null;
  }
  const findings = (state.sheet.esiti ?? []).filter(one => one.gravita === 'BLOCCANTE');
  const missing = (state.sheet.completezza?.sezioni ?? []).filter(one => one.visibile !== false && one.date < one.chieste && one.primaMancante);
  const all = [
    ...findings.map(one => ({ key: one.campi?.[0], text: one.messaggio })),
    ...missing.map(one => ({ key: one.primaMancante, text: `${one.titolo}: ${count(one.chieste - one.date, 'domanda senza risposta', 'domande senza risposta')}` }))
  ];
  return all.length ? (
    <div class="notice problem" role="alert" tabIndex={-1} id="da-correggere">
      <h2>{all.length === 1 ? TEXTS.errors.title[0] : fill(TEXTS.errors.title[1], { number: all.length })}</h2>
      <ul>
        {all.slice(0, SHOWN).map(one => (
          <li key={one.text}>
            {one.key ? <button type="button" class="link-button" onClick={() => controller.focusQuestion(one.key)}>{one.text}</button> : one.text}
          </li>
        ))}
      </ul>
      {all.length > SHOWN && <p>{fill(TEXTS.errors.more, { number: all.length - SHOWN })}</p>}
    </div>
  ) : null;
}
