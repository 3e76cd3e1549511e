import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeAnswers, takeTheirs } from '../sheet/merge.js';

const value = one => ({ value: one });
const grid = (...rows) => ({ rows: rows.map(([id, cells]) => ({ id, cells })) });

test('what only one of two people touched merges by itself', () => {
  const base = { a: value(1), b: value(2), c: value(3) };
  const theirs = { a: value(1), b: value(20), c: value(3), d: value(4) };
  const { merged, conflicts } = mergeAnswers(base, { a: value(10), b: value(2) }, theirs);
  assert.deepEqual(merged, { a: value(10), b: value(20), d: value(4) });
  assert.deepEqual(conflicts, []);
});

test('the same place changed twice is asked, unless both wrote the same', () => {
  const base = { a: value(1), b: value(1) };
  const mine = { a: value(2), b: value(5) };
  const theirs = { a: value(3), b: value(5) };
  const { merged, conflicts } = mergeAnswers(base, mine, theirs);
  assert.deepEqual(conflicts.map(one => [one.key, one.mine, one.theirs]), [['a', value(2), value(3)]]);
  assert.deepEqual(merged, mine);
  assert.deepEqual(takeTheirs(mine, conflicts, theirs), theirs);
});

test('clearing against changing is a conflict too', () => {
  const { conflicts } = mergeAnswers({ a: value(1) }, {}, { a: value(2) });
  assert.deepEqual([conflicts[0].mine, conflicts[0].theirs], [null, value(2)]);
});

test('grids meet cell by cell, rows by their id', () => {
  const base = { g: grid(['r1', { ore: value(1), fte: value(1) }]) };
  const mine = { g: grid(['r1', { ore: value(5), fte: value(1) }], ['m', { ore: value(7) }]) };
  const theirs = { g: grid(['r1', { ore: value(1), fte: value(9) }], ['t', { ore: value(8) }]) };
  const { merged, conflicts } = mergeAnswers(base, mine, theirs);
  assert.deepEqual(conflicts, []);
  assert.deepEqual(merged.g, grid(['r1', { ore: value(5), fte: value(9) }], ['m', { ore: value(7) }], ['t', { ore: value(8) }]));
});

test('a row removed by one and untouched by the other goes', () => {
  const base = { g: grid(['r1', { ore: value(1) }], ['r2', { ore: value(2) }]) };
  const { merged } = mergeAnswers(base, base, { g: grid(['r2', { ore: value(2) }]) });
  assert.deepEqual(merged.g, grid(['r2', { ore: value(2) }]));
});

test('a cell changed by both names its row and column', () => {
  const base = { g: grid(['r1', { ore: value(1) }]) };
  const { conflicts } = mergeAnswers(base, { g: grid(['r1', { ore: value(2) }]) }, { g: grid(['r1', { ore: value(3) }]) });
  assert.deepEqual(conflicts.map(({ key, row, column }) => [key, row, column]), [['g', 'r1', 'ore']]);
});
