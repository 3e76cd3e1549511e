// Remarks of the review: shown where they belong, written with one click.
import { useEffect, useRef, useState } from 'preact/hooks';
import { fieldKeyOf } from '../sheet/fields.js';
import { formatInstant } from '../sheet/dates.js';
import { TEXTS, fill } from '../texts.js';

/** The remarks already made on a place, open ones first. */
export function RemarksHere({ state, matches }) {
  const remarks = (state.sheet.rilievi ?? []).filter(matches).sort((a, b) => Number(b.aperto) - Number(a.aperto));
  return remarks.length ? (
    <ul class="remarks">
      {remarks.map(remark => (
        <li class={remark.aperto ? 'remark' : 'remark closed'} key={remark.id}>
          <strong>{remark.autore}</strong> <span class="muted">{formatInstant(remark.data)}{remark.aperto ? '' : ` · ${TEXTS.side.closedRemark}`}</span>
          <span class="remark-text">{remark.testo}</span>
        </li>
      ))}
    </ul>
  ) : null;
}

export function remarkOn(key) {
  return remark => fieldKeyOf(remark.voce) === key;
}

/** In review: one click opens the remark on a question or a section. */
export function RemarkWriter({ store, state, target, label }) {
  const mine = state.drafts.find(draft => samePlace(draft, target));
  const [writing, setWriting] = useState(false);
  const area = useRef(null);
  useEffect(() => {
    if (writing) {
      area.current?.focus();
    }
  }, [writing]);
  if (!state.reviewing) {
    return null;
  }
  const keep = text => {
    const others = state.drafts.filter(draft => !samePlace(draft, target));
    store.set({ drafts: text.trim() ? [...others, { ...target, testo: text.trim(), label }] : others });
    setWriting(false);
  };
  if (writing) {
    return (
      <div class="remark-writer">
        <label class="small" for={`rilievo-${target.voce ?? target.sezione}`}>{fill(TEXTS.review.text, { label })}</label>
        <textarea
          id={`rilievo-${target.voce ?? target.sezione}`}
          class="input"
          rows={3}
          maxLength={2000}
          ref={area}
          defaultValue={mine?.testo ?? ''}
          onKeyDown={event => event.key === 'Escape' && setWriting(false)}
        />
        <div class="row-flex end">
          <button type="button" class="btn btn-xs btn-outline-primary" onClick={() => keep('')}>{TEXTS.review.drop}</button>
          <button type="button" class="btn btn-xs btn-primary" onClick={() => keep(area.current.value)}>{TEXTS.review.keep}</button>
        </div>
      </div>
    );
  }
  return mine ? (
    <div class="remark draft">
      <span class="remark-text">{mine.testo}</span>
      <button type="button" class="link-button small" onClick={() => setWriting(true)}>{TEXTS.review.edit}</button>
    </div>
  ) : (
    <button type="button" class="link-button small remark-add" aria-label={fill(TEXTS.review.addOn, { label })} onClick={() => setWriting(true)}>
      + {TEXTS.review.add}
    </button>
  );
}

function samePlace(draft, target) {
  return (draft.voce ?? null) === (target.voce ?? null) && (draft.sezione ?? null) === (target.sezione ?? null);
}
