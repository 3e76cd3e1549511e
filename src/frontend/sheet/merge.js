// Two people changed the same sheet: what only one of them touched merges by itself, the rest is asked. Grids meet cell by cell.

import { essence } from './answers.js';

/**
 * Merges two sets of answers that started from the same base.
 * Returns {merged, conflicts}: in `merged` a conflicting place still holds mine; each conflict is {place, key, row, column, mine, theirs}.
 */
export function mergeAnswers(base, mine, theirs) {
  const [b, m, t] = [flatten(base), flatten(mine), flatten(theirs)];
  const merged = new Map();
  const conflicts = [];
  for (const place of new Set([...m.keys(), ...t.keys(), ...b.keys()])) {
    const [was, my, their] = [b, m, t].map(side => JSON.stringify(side.get(place) ?? null));
    const iChanged = my !== was;
    const theyChanged = their !== was;
    if (iChanged && theyChanged && my !== their) {
      conflicts.push({ place, ...partsOf(place), mine: m.get(place) ?? null, theirs: t.get(place) ?? null });
    }
    put(merged, place, iChanged ? m.get(place) : t.get(place));
  }
  return { merged: unflatten(merged, rowOrder(mine, theirs)), conflicts };
}

/** Puts their value at the places chosen. */
export function takeTheirs(answers, conflicts, theirs) {
  const flat = flatten(answers);
  conflicts.forEach(conflict => put(flat, conflict.place, conflict.theirs));
  return unflatten(flat, rowOrder(answers, theirs));
}

const SEPARATOR = '\u001f';

function partsOf(place) {
  const [key, row = null, column = null] = place.split(SEPARATOR);
  return { key, row, column };
}

function put(map, place, value) {
  if (value === undefined || value === null) {
    map.delete(place);
  } else {
    map.set(place, value);
  }
}

function flatten(answers) {
  const flat = new Map();
  for (const [key, answer] of Object.entries(answers ?? {})) {
    for (const row of answer?.rows ?? []) {
      for (const [column, cell] of Object.entries(row.cells ?? {})) {
        put(flat, [key, row.id, column].join(SEPARATOR), essence(cell));
      }
    }
    if (answer && !answer.rows) {
      put(flat, key, essence(answer));
    }
  }
  return flat;
}

function rowOrder(...sides) {
  const order = {};
  for (const [key, answer] of sides.flatMap(side => Object.entries(side ?? {}))) {
    order[key] = [...new Set([...(order[key] ?? []), ...(answer?.rows ?? []).map(row => row.id)])];
  }
  return order;
}

function unflatten(flat, order) {
  const answers = {};
  const grids = {};
  for (const [place, value] of flat) {
    const { key, row, column } = partsOf(place);
    if (row === null) {
      answers[key] = value;
    } else {
      grids[key] ??= {};
      grids[key][row] ??= {};
      grids[key][row][column] = value;
    }
  }
  for (const [key, rows] of Object.entries(grids)) {
    const ids = [...(order[key] ?? []).filter(id => rows[id]), ...Object.keys(rows).filter(id => !order[key]?.includes(id))];
    answers[key] = { rows: ids.map(id => ({ id, cells: rows[id] })) };
  }
  return answers;
}
