// Two people answered the same questions: both values side by side, one is chosen for each.
import { useState } from 'preact/hooks';
import { formatInstant } from '../sheet/dates.js';
import { TEXTS, fill } from '../texts.js';
import { describeAnswer } from '../form/words.js';
import { Dialog } from './dialog.jsx';

export function ConflictDialog({ conflict, controller, onClose }) {
  const [chosen, setChosen] = useState({});
  const who = conflict.who ?? TEXTS.conflict.someone;
  const all = side => setChosen(Object.fromEntries(conflict.conflicts.map(one => [one.place, side])));
  const complete = conflict.conflicts.every(one => chosen[one.place]);
  return (
    <Dialog title={TEXTS.conflict.title} onClose={onClose} labelId="conflitto-titolo">
      <p>{fill(TEXTS.conflict.intro, { who, when: conflict.at ? fill(TEXTS.conflict.at, { time: formatInstant(conflict.at) }) : '' })}</p>
      <div class="row-flex">
        <button type="button" class="btn btn-sm btn-outline-primary" onClick={() => all('mine')}>{TEXTS.conflict.allMine}</button>
        <button type="button" class="btn btn-sm btn-outline-primary" onClick={() => all('theirs')}>{TEXTS.conflict.allTheirs}</button>
      </div>
      {conflict.conflicts.map((one, index) => (
        <Choice key={one.place} one={one} index={index} who={who} controller={controller} chosen={chosen[one.place]}
          onChoose={side => setChosen({ ...chosen, [one.place]: side })} />
      ))}
      <div class="dialog-actions">
        <button type="button" class="btn btn-primary" disabled={!complete} onClick={() => controller.resolveConflict(chosen)}>{TEXTS.conflict.apply}</button>
      </div>
    </Dialog>
  );
}

function Choice({ one, index, who, controller, chosen, onChoose }) {
  const { field, label } = placeOf(one, controller);
  const option = (side, title, value) => (
    <div class="choice">
      <input type="radio" id={`conflitto-${index}-${side}`} name={`conflitto-${index}`} checked={chosen === side} onChange={() => onChoose(side)} />
      <label for={`conflitto-${index}-${side}`}><strong>{title}:</strong> {describeAnswer(value, field, controller.form)}</label>
    </div>
  );
  return (
    <fieldset class="conflict">
      <legend>{label}</legend>
      {option('mine', TEXTS.conflict.mine, one.mine)}
      {option('theirs', fill(TEXTS.conflict.theirs, { who }), one.theirs)}
    </fieldset>
  );
}

function placeOf(one, controller) {
  const question = controller.fields.get(one.key);
  if (!one.row) {
    return { field: question, label: question?.label ?? one.key };
  }
  const column = question.columns.find(candidate => candidate.key === one.column);
  const number = controller.rowNumber(one.key, one.row);
  return { field: column, label: `${question.label} – ${fill(TEXTS.grid.cell, { label: column?.label ?? one.column, number: number ?? '?' })}` };
}
