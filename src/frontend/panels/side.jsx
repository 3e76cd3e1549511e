// Right: help and last year's value for the question one is in, then findings and remarks, each leading to its place.
import { fieldKeyOf } from '../sheet/fields.js';
import { formatInstant } from '../sheet/dates.js';
import { TEXTS, count, fill } from '../texts.js';
import { Explanation } from '../form/explanation.jsx';
import { HelpText } from '../form/help.jsx';
import { describeAnswer } from '../form/words.js';

export function Side({ state, controller }) {
  return (
    <aside class="sheet-side" aria-label="Aiuto, esiti e rilievi">
      {state.reviewing && <PendingRemarks state={state} controller={controller} />}
      <QuestionHelp state={state} controller={controller} />
      <Findings state={state} controller={controller} />
      <Remarks state={state} controller={controller} />
      <Retired state={state} controller={controller} />
    </aside>
  );
}

function QuestionHelp({ state, controller }) {
  const field = state.fields.get(state.focused);
  return (
    <section class="panel question-help" aria-labelledby="domanda-titolo">
      <h2 id="domanda-titolo">{TEXTS.side.question}</h2>
      {field ? <AboutQuestion field={field} state={state} controller={controller} /> : <p class="muted">{TEXTS.side.noQuestion}</p>}
    </section>
  );
}

function AboutQuestion({ field, state, controller }) {
  const { precedenti, risposte } = state.sheet;
  const before = precedenti?.risposte?.[field.key];
  const source = risposte?.[field.key]?.origin?.fonte;
  return (
    <>
      <p><strong>{field.label}</strong></p>
      <HelpText field={field} />
      {field.reconstructed && <p class="small">{fill(TEXTS.side.reconstructed, field)}</p>}
      <dl class="facts small">
        {field.code && <><dt>{TEXTS.side.officialCode}</dt><dd>{field.code}</dd></>}
        {source && <><dt>{TEXTS.side.origin}</dt><dd>{source}</dd></>}
        {before && <><dt>{fill(TEXTS.side.previous, { year: precedenti.anno })}</dt><dd>{describeAnswer(before, field, controller.form)}</dd></>}
      </dl>
      {!controller.trial && <p class="small"><a href={askAbout(controller.id, field.key)}>{TEXTS.side.ask}</a></p>}
    </>
  );
}

function askAbout(sheet, question) {
  return `/aiuto/assistenza/nuova?${new URLSearchParams({ scheda: sheet, voce: question })}`;
}

function Findings({ state, controller }) {
  const findings = [...(state.sheet.esiti ?? [])].sort((a, b) => rank(a) - rank(b));
  const waiting = findings.filter(one => one.spiegabile && (!one.spiegazione || one.spiegazione.perValoriDiversi)).length;
  return (
    <section class="panel" aria-labelledby="esiti-titolo">
      <h2 id="esiti-titolo">{TEXTS.side.findings}{findings.length > 0 && ` (${findings.length})`}</h2>
      {findings.length === 0 && <p class="muted">{TEXTS.side.noFindings}</p>}
      {state.editable && waiting > 0 && <p class="small">{count(waiting, ...TEXTS.explanation.waiting)}</p>}
      <ul class="finding-list">
        {findings.map(finding => (
          <li class={finding.gravita === 'BLOCCANTE' ? 'finding blocking' : 'finding warning'} key={finding.id ?? `${finding.codice}${finding.campi}`}>
            <strong>{finding.gravita === 'BLOCCANTE' ? TEXTS.side.blocking : TEXTS.side.warning}</strong>{' '}
            {finding.campi?.length
              ? <button type="button" class="link-button" onClick={() => controller.focusQuestion(finding.campi[0])}>{finding.messaggio}</button>
              : finding.messaggio}
            {finding.fonte && <span class="who small">{fill(TEXTS.side.source, { source: finding.fonte })}</span>}
            <Explanation finding={finding} state={state} controller={controller} place="esiti" />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Remarks({ state, controller }) {
  const remarks = [...(state.sheet.rilievi ?? [])].sort((a, b) => Number(b.aperto) - Number(a.aperto));
  if (remarks.length === 0 && !state.reviewing) {
    return null;
  }
  return (
    <section class="panel" aria-labelledby="rilievi-titolo">
      <h2 id="rilievi-titolo">{TEXTS.side.remarks}{remarks.length > 0 && ` (${remarks.filter(one => one.aperto).length})`}</h2>
      {remarks.length === 0 && <p class="muted">{TEXTS.side.noRemarks}</p>}
      <ul class="remarks">
        {remarks.map(remark => (
          <li class={remark.aperto ? 'remark' : 'remark closed'} key={remark.id}>
            <Place remark={remark} state={state} controller={controller} />
            <span class="remark-text">{remark.testo}</span>
            <span class="muted small">{remark.autore}, {formatInstant(remark.data)}{remark.aperto ? '' : ` · ${TEXTS.side.closedRemark}`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function PendingRemarks({ state, controller }) {
  return (
    <section class="panel" aria-labelledby="rilievi-nuovi-titolo">
      <h2 id="rilievi-nuovi-titolo">{TEXTS.review.pending} ({state.drafts.length})</h2>
      {state.drafts.length === 0 && <p class="muted">{TEXTS.review.none}</p>}
      <ul class="remarks">
        {state.drafts.map(draft => (
          <li class="remark draft" key={`${draft.voce}${draft.sezione}`}>
            <Place remark={draft} state={state} controller={controller} />
            <span class="remark-text">{draft.testo}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Place({ remark, state, controller }) {
  const key = remark.voce && fieldKeyOf(remark.voce);
  const field = key && state.fields.get(key);
  if (field) {
    return <button type="button" class="link-button" onClick={() => controller.focusQuestion(key)}>{field.label}</button>;
  }
  const section = state.sections.find(one => one.code === remark.sezione);
  return section
    ? <button type="button" class="link-button" onClick={() => controller.goToSection(section.code)}>{fill(TEXTS.side.onSection, section)}</button>
    : <strong>{TEXTS.side.onSheet}</strong>;
}

function Retired({ state, controller }) {
  const retired = Object.entries(state.sheet.risposteRitirate ?? {});
  return retired.length ? (
    <section class="panel" aria-labelledby="ritirate-titolo">
      <h2 id="ritirate-titolo">{TEXTS.side.retired}</h2>
      <p class="small">{TEXTS.side.retiredHelp}</p>
      <dl class="facts small">
        {retired.map(([key, answer]) => (
          <><dt>{key}</dt><dd>{describeAnswer(answer, {}, controller.form)}</dd></>
        ))}
      </dl>
    </section>
  ) : null;
}

function rank(finding) {
  return finding.gravita === 'BLOCCANTE' ? 0 : 1;
}
