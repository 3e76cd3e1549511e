import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnTotal, placeSums, reckon } from '../sheet/sums.js';

const part = (campo, segno = 1, colonna = null) => ({ campo, segno, colonna, parola: null });
const sexes = { codice: 'G1', tolleranza: 0, parti: [part('f'), part('m'), part('n')], totale: [part('t')] };
const all = new Set(['f', 'm', 'n', 't', 'g', 's']);

test('a sum says by how much it is off', () => {
  const now = reckon(sexes, { f: 12, m: 9, n: 0, t: 20 }, all);
  assert.deepEqual([now.sum, now.whole, now.difference, now.status], [21, 20, 1, 'off']);
  assert.equal(reckon(sexes, { f: 11, m: 9, n: 0, t: 20 }, all).status, 'even');
});

test('unanswered is not zero: the sum stays open', () => {
  assert.equal(reckon(sexes, { f: 12, m: 8, t: 20 }, all).status, 'open');
  assert.equal(reckon(sexes, { f: 12, m: 8, n: 0 }, all).status, 'open');
  assert.equal(reckon(sexes, { f: 12, m: { raw: 'otto' }, n: 0, t: 20 }, all).status, 'open');
});

test('nothing is said before something is written, nor of what is not asked', () => {
  assert.equal(reckon(sexes, { t: 20 }, all), null);
  assert.equal(reckon(sexes, { f: 12, m: 9, n: 0, t: 20 }, new Set(['f', 'm', 't'])), null);
});

test('a part may be subtracted, decimals stay exact', () => {
  const flow = { codice: 'G4b', tolleranza: 0, parti: [part('t'), part('f', -1)], totale: [part('m')] };
  assert.equal(reckon(flow, { t: 0.3, f: 0.1, m: 0.2 }, all).status, 'even');
});

test('a column is added up with its tolerance', () => {
  const spent = { codice: 'G6a', tolleranza: 1, parti: [part('g', 1, 'x')], totale: [part('s')] };
  const rows = [{ x: 10.1 }, { x: 20.2 }, { x: { raw: 'abc' } }, {}];
  assert.equal(columnTotal(rows, 'x'), 30.3);
  assert.equal(columnTotal([{}], 'x'), null);
  assert.equal(reckon(spent, { g: rows, s: 31 }, all).status, 'even');
  assert.equal(reckon(spent, { g: rows, s: 32 }, all).status, 'off');
});

test('a sum stands under the innermost group of its parts, else where its total is, else at the end of the section', () => {
  const field = key => ({ key, type: 'number' });
  const group = (id, ...components) => ({ id, type: 'group', components });
  const schema = { components: [group('s3', group('block', field('f'), field('m'), field('n')), group('flow', field('t')), field('z'))] };
  const scattered = { ...sexes, codice: 'X', parti: [part('f'), part('z')] };
  const loose = { ...sexes, codice: 'Y', parti: [part('f'), part('t')], totale: [part('z')] };
  const places = placeSums([sexes, scattered, loose, { ...sexes, parti: [part('g', 1, 'x')] }], schema);
  assert.deepEqual([...places].map(([id, sums]) => [id, sums.map(sum => sum.codice)]), [['block', ['G1']], ['flow', ['X']], ['s3', ['Y']]]);
});
