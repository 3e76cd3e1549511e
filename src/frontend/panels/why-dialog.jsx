// "Perché non posso?": which conditions block an act, since when, by which clause, who can remove them.
import { formatInstant } from '../sheet/dates.js';
import { TEXTS, fill } from '../texts.js';
import { Dialog } from './dialog.jsx';

export function WhyDialog({ action, controller, onClose }) {
  const state = controller.store.get();
  const blocking = (state.sheet.esiti ?? []).filter(finding => finding.gravita === 'BLOCCANTE');
  const byFindings = action.motivi?.some(reason => reason.codice === 'CONTROLLI_BLOCCANTI');
  const claimed = action.motivi?.some(reason => reason.codice === 'PRESA_IN_CARICO_DA_ALTRI');
  const goTo = key => {
    onClose();
    setTimeout(() => controller.focusQuestion(key), 30);
  };
  return (
    <Dialog title={TEXTS.why.title} onClose={onClose} labelId="perche-titolo">
      <p>{fill(TEXTS.why.intro, { action: TEXTS.acts[action.azione] ?? action.azione })}</p>
      <div class="reasons">
        <ul>
          {(action.motivi ?? []).map((reason, index) => (
            <li key={index}>
              {reason.messaggio} {reason.rimedio}
              {reason.chiPuoSbloccare && <span class="who">{fill(TEXTS.why.who, { who: reason.chiPuoSbloccare })}</span>}
              {reason.fonte && <span class="who">{fill(TEXTS.why.source, { source: reason.fonte })}</span>}
              {reason.pagina && <a href={reason.pagina}>{TEXTS.why.page}</a>}
              {reason.dal && <span class="who">{fill(TEXTS.why.since, { when: formatInstant(reason.dal) })}</span>}
            </li>
          ))}
        </ul>
      </div>
      {byFindings && blocking.length > 0 && (
        <ul>
          {blocking.map(finding => (
            <li key={finding.codice}>
              {finding.campi?.length
                ? <button type="button" class="link-button" onClick={() => goTo(finding.campi[0])}>{finding.messaggio}</button>
                : finding.messaggio}
            </li>
          ))}
        </ul>
      )}
      <div class="dialog-actions">
        {claimed && controller.allowed('presa-in-carico') && (
          <button type="button" class="btn btn-outline-primary" onClick={() => controller.claim().then(onClose)}>{TEXTS.why.claim}</button>
        )}
        {state.editable && controller.firstMissing() && (
          <button type="button" class="btn btn-outline-primary" onClick={() => goTo(controller.firstMissing())}>{TEXTS.sections.firstMissing}</button>
        )}
        <button type="button" class="btn btn-primary" onClick={onClose}>{TEXTS.close}</button>
      </div>
    </Dialog>
  );
}
