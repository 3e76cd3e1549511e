// Writes into the form from outside its components: another person's answers, last year's value, zeros.
import { emptyValue, toFormData } from '../sheet/answers.js';
import { revalidate } from './validation.js';

/** Puts the given answers into the form where they differ from what it holds; `keys` limits it. */
export function applyAnswers(form, answers, fields, keys = [...fields.keys()]) {
  const wanted = toFormData(answers, fields);
  writeData(form, data => {
    for (const key of keys) {
      if (JSON.stringify(data[key] ?? null) !== JSON.stringify(wanted[key] ?? null)) {
        data[key] = wanted[key];
      }
    }
  });
}

export function setValue(form, key, value) {
  writeData(form, data => {
    data[key] = value;
  });
}

/** Writes 0 into the empty numbers given by key, and into the empty numeric cells of the grids given; returns how many. */
export function fillZeros(form, numberKeys, grids = []) {
  let filled = 0;
  const zero = (holder, key) => {
    if (holder[key] === null || holder[key] === undefined) {
      holder[key] = 0;
      filled += 1;
    }
  };
  writeData(form, data => {
    numberKeys.forEach(key => zero(data, key));
    for (const grid of grids) {
      const numeric = grid.columns.filter(column => column.type === 'number');
      (data[grid.key] ?? []).forEach(row => numeric.forEach(column => zero(row, column.key)));
    }
  });
  return filled;
}

/** The questions now on show, by key: those inside a hidden group are absent. */
export function visibleKeys(form) {
  const registry = form.get('formFieldRegistry');
  return new Set(
    form.get('formFieldInstanceRegistry').getAll().map(instance => registry.get(instance.id)).map(field => field?.path ?? field?.key)
  );
}

export function emptyRow(columns, id) {
  return { __id: id, ...Object.fromEntries(columns.map(column => [column.key, emptyValue(column.type)])) };
}

function writeData(form, change) {
  const data = structuredClone(form._getState().data);
  change(data);
  form._setState({ data });
  setTimeout(() => revalidate(form));
}
