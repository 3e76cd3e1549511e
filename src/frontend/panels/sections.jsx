// Left: the sections with their state, each one click away.
import { fieldKeyOf } from '../sheet/fields.js';
import { TEXTS, count, fill } from '../texts.js';

export function Sections({ state, controller }) {
  const { completezza } = state.sheet;
  const missing = completezza && completezza.date < completezza.chieste;
  return (
    <nav class="sheet-sections" aria-labelledby="sezioni-titolo">
      <details open={state.wide}>
        <summary>
          <span id="sezioni-titolo">{TEXTS.sections.title}</span>
          {completezza && <span class="muted"> · {fill(TEXTS.sections.overall, { given: completezza.date, asked: completezza.chieste })}</span>}
        </summary>
        <ul>
          {state.sections.map(section => <SectionLink key={section.code} section={section} state={state} controller={controller} />)}
        </ul>
        {missing && state.editable
          ? <button type="button" class="btn btn-outline-primary btn-xs" onClick={() => controller.goToFirstMissing()}>{TEXTS.sections.firstMissing}</button>
          : completezza && completezza.chieste > 0 && completezza.date >= completezza.chieste && <p class="small">{TEXTS.sections.allDone}</p>}
        <fieldset class="view-choice">
          <legend>{TEXTS.sections.view}</legend>
          {[['all', TEXTS.sections.viewAll], ['one', TEXTS.sections.viewOne]].map(([view, label]) => (
            <div class="choice" key={view}>
              <input type="radio" id={`vista-${view}`} name="vista" checked={state.view === view} onChange={() => controller.show(view)} />
              <label for={`vista-${view}`}>{label}</label>
            </div>
          ))}
          <div class="choice">
            <input type="checkbox" id="vista-istruzioni" checked={state.helpAll} onChange={event => controller.store.set({ helpAll: event.target.checked })} />
            <label for="vista-istruzioni">{TEXTS.help.all}</label>
          </div>
        </fieldset>
      </details>
    </nav>
  );
}

function SectionLink({ section, state, controller }) {
  const status = sectionStatus(section, state.sheet, state.editable);
  return (
    <li>
      <a
        href={`#sezione-${section.code}`}
        aria-current={state.section === section.code ? 'true' : undefined}
        data-status={status.kind}
        onClick={event => {
          event.preventDefault();
          controller.goToSection(section.code);
        }}
      >
        <span class="section-mark" aria-hidden="true">{status.mark}</span>
        <span>
          {section.title}
          {!status.missing && <span class="section-state">{status.text}</span>}
        </span>
      </a>
      {status.missing && (
        <button type="button" class="link-button section-state" aria-label={fill(TEXTS.sections.goToMissing, { state: status.text, title: section.title })}
          onClick={() => controller.goToFirstMissing(section.code)}>
          {status.text}
        </button>
      )}
    </li>
  );
}

/** What one sees of a section at a glance. */
export function sectionStatus(section, sheet, editable = false) {
  const known = sheet.completezza?.sezioni?.find(one => one.codice === section.code);
  const findings = (sheet.esiti ?? []).filter(finding => finding.campi?.some(key => section.keys.includes(fieldKeyOf(key))));
  const blocking = findings.filter(finding => finding.gravita === 'BLOCCANTE').length;
  const warnings = findings.length - blocking;
  const remarks = (sheet.rilievi ?? []).filter(remark =>
    remark.aperto && (remark.sezione === section.code || section.keys.includes(fieldKeyOf(remark.voce)))).length;
  const extra = [
    blocking && count(blocking, ...TEXTS.sections.blocking),
    warnings && count(warnings, ...TEXTS.sections.warnings),
    remarks && count(remarks, ...TEXTS.review.remarks)
  ].filter(Boolean).join(', ');
  const progress = progressOf(known);
  const missing = editable && known?.visibile !== false && known?.date < known?.chieste;
  return { ...(extra ? { kind: blocking || remarks ? 'attention' : 'warned', mark: '!', text: [progress.text, extra].filter(Boolean).join(' · ') } : progress), missing };
}

function progressOf(known) {
  if (!known) {
    return { kind: 'unknown', mark: '·', text: '' };
  }
  if (known.visibile === false) {
    return { kind: 'hidden', mark: '–', text: TEXTS.sections.notAsked };
  }
  if (known.chieste === 0) {
    return { kind: 'complete', mark: '✓', text: TEXTS.sections.nothingAsked };
  }
  if (known.date >= known.chieste) {
    return { kind: 'complete', mark: '✓', text: TEXTS.sections.complete };
  }
  return known.date === 0
    ? { kind: 'untouched', mark: '○', text: fill(TEXTS.sections.untouched, { questions: count(known.chieste, ...TEXTS.sections.questions) }) }
    : { kind: 'partial', mark: '◐', text: fill(TEXTS.sections.partial, { given: known.date, asked: known.chieste }) };
}
