import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBlock, pastedValue } from '../sheet/paste.js';

test('a block keeps its rows and cells', () => {
  assert.deepEqual(parseBlock('a\tb\r\nc\td\r\n'), [['a', 'b'], ['c', 'd']]);
  assert.deepEqual(parseBlock('1\n2\n3'), [['1'], ['2'], ['3']]);
  assert.deepEqual(parseBlock('a\t\t'), [['a', '', '']]);
});

test('quoted cells may hold tabs, breaks and quotes', () => {
  const block = parseBlock('"uno\tdue"\t"tre\nquattro"\t"detto ""così"""');
  assert.deepEqual(block, [['uno\tdue', 'tre\nquattro', 'detto "così"']]);
});

test('a single value is no block', () => {
  assert.equal(parseBlock('1.234,5'), null);
  assert.equal(parseBlock('1.234,5\n'), null);
});

test('cells become what their column holds, and what cannot be read stays as typed', () => {
  const find = typed => ({ psicologo: { value: 'psi' } })[typed.toLowerCase()];
  assert.equal(pastedValue(' 1.234,5 ', 'number', find), 1234.5);
  assert.deepEqual(pastedValue('12.5', 'number', find), { raw: '12.5' });
  assert.equal(pastedValue('', 'number', find), null);
  assert.equal(pastedValue('Psicologo', 'select', find), 'psi');
  assert.deepEqual(pastedValue('Altro', 'select', find), { raw: 'Altro' });
  assert.equal(pastedValue('5/3/2025', 'datetime', find), '2025-03-05');
  assert.equal(pastedValue('testo', 'textfield', find), 'testo');
});
