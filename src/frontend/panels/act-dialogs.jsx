// What is asked before an act that others will see.
import { TEXTS, count, fill } from '../texts.js';
import { Dialog } from './dialog.jsx';

export function SubmitDialog({ controller, onClose }) {
  const { sheet } = controller.store.get();
  const warnings = (sheet.esiti ?? []).filter(one => one.gravita !== 'BLOCCANTE');
  const unexplained = warnings.filter(one => one.spiegabile && !one.spiegazione).length;
  return (
    <Confirm title={TEXTS.submit.title} confirm={TEXTS.submit.confirm} onConfirm={() => controller.submit()} onClose={onClose}>
      {looksEmpty(sheet) && <div class="notice warning"><p>{TEXTS.submit.empty}</p></div>}
      {warnings.length > 0 && <p>{TEXTS.submit.warnings}</p>}
      <ul>{warnings.map(one => <li key={one.id ?? one.codice}>{one.messaggio}{one.spiegazione && <span class="explanation remark-text">{one.spiegazione.testo}</span>}</li>)}</ul>
      {unexplained > 0 && <p>{TEXTS.submit.unexplained}</p>}
    </Confirm>
  );
}

/** Questions are open and yet it may be sent: only a sheet without contents may. */
export function looksEmpty({ senzaContenuti, completezza }) {
  return senzaContenuti === true || (completezza && completezza.date < completezza.chieste);
}

export function TakeOverDialog({ controller, onClose }) {
  const name = controller.store.get().sheet.inCarico?.nome ?? '';
  return (
    <Confirm title={TEXTS.claim.take} confirm={TEXTS.claim.takeAndSubmit} onConfirm={() => controller.claimAndSubmit()} onClose={onClose}>
      <p>{fill(TEXTS.claim.takenBy, { name })}</p>
    </Confirm>
  );
}

export function FinalizeDialog({ controller, onClose }) {
  const { sheet, working } = controller.store.get();
  const words = TEXTS.finalize;
  const { chiave, completezza, esiti = [], senzaContenuti, motivazione, termine } = sheet;
  const category = controller.categories.find(one => one.value === motivazione?.categoria)?.label ?? motivazione?.categoria;
  return (
    <Confirm title={words.title} confirm={working ? words.working : words.confirm} onConfirm={() => controller.finalize()} onClose={onClose}>
      <p>{words.intro}</p>
      <dl class="facts">
        <dt>{words.sheet}</dt>
        <dd>{chiave?.modulo?.codice} {chiave?.modulo?.titolo}, {chiave?.anno} · {chiave?.ats?.denominazione}</dd>
        <dt>{words.body}</dt><dd>{chiave?.soggettoAttuatore}</dd>
        <dt>{words.content}</dt><dd>{senzaContenuti ? words.withoutContent : words.withContent}</dd>
        {senzaContenuti && motivazione && <><dt>{TEXTS.justification.text}</dt><dd>{category}: {motivazione.testo}</dd></>}
        {!senzaContenuti && completezza && <><dt>{words.completeness}</dt><dd>{fill(TEXTS.sections.partial, { given: completezza.date, asked: completezza.chieste })}</dd></>}
        {!senzaContenuti && <><dt>{words.findings}</dt><dd>{esiti.length ? count(esiti.length, 'esito', 'esiti') : words.noFindings}</dd></>}
        {termine && <><dt>{words.deadline}</dt><dd>{termine.inParole}</dd></>}
      </dl>
      {!senzaContenuti && esiti.length > 0 && <ul>{esiti.map(one => <li key={one.codice}>{one.messaggio}</li>)}</ul>}
    </Confirm>
  );
}

export function ApproveDialog({ controller, onClose }) {
  const { drafts } = controller.store.get();
  return (
    <Confirm title={TEXTS.review.approveTitle} confirm={TEXTS.acts.approvazione} onConfirm={() => controller.decide('APPROVATA')} onClose={onClose}>
      <p>{TEXTS.review.approveText}</p>
      {drafts.length > 0 && <div class="notice warning"><p>{TEXTS.review.approveDrops}</p></div>}
    </Confirm>
  );
}

export function ReturnDialog({ controller, onClose }) {
  const { drafts } = controller.store.get();
  const title = fill(TEXTS.review.returnWith, { remarks: count(drafts.length, ...TEXTS.review.remarks) });
  return (
    <Confirm title={TEXTS.review.returnTitle} confirm={title} onConfirm={() => controller.decide('RESTITUITA')} onClose={onClose}>
      <p>{TEXTS.review.returnText}</p>
      <ul>{drafts.map(draft => <li key={`${draft.voce}${draft.sezione}`}><strong>{draft.label}</strong>: {draft.testo}</li>)}</ul>
    </Confirm>
  );
}

export function KeysDialog({ onClose }) {
  return (
    <Dialog title={TEXTS.keys.title} onClose={onClose} labelId="scorciatoie-titolo">
      <dl class="facts">
        {TEXTS.keys.list.map(([keys, words]) => <><dt><kbd>{keys}</kbd></dt><dd>{words}</dd></>)}
      </dl>
      <div class="dialog-actions"><button type="button" class="btn btn-primary" onClick={onClose}>{TEXTS.close}</button></div>
    </Dialog>
  );
}

function Confirm({ title, confirm, onConfirm, onClose, children }) {
  return (
    <Dialog title={title} onClose={onClose} labelId="conferma-titolo">
      {children}
      <div class="dialog-actions">
        <button type="button" class="btn btn-outline-primary" onClick={onClose}>{TEXTS.cancel}</button>
        <button type="button" class="btn btn-primary" onClick={onConfirm}>{confirm}</button>
      </div>
    </Dialog>
  );
}
