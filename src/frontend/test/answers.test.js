import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ROW_ID, changesBetween, newRowId, sameAnswer, toAnswers, toFormData } from '../sheet/answers.js';
import { fieldKeyOf, readForm } from '../sheet/fields.js';

const schema = {
  components: [
    { type: 'group', id: 'g1', label: 'Prima', properties: { sezione: 's1' }, components: [
      { type: 'textfield', id: 'a', key: 'nome' },
      { type: 'number', id: 'b', key: 'quanti' },
      { type: 'group', id: 'g1b', components: [{ type: 'taglist', id: 'c', key: 'comuni' }] },
      { type: 'dynamiclist', id: 'd', path: 'righe', components: [
        { type: 'select', id: 'e', key: 'profilo' }, { type: 'number', id: 'f', key: 'ore' }, { type: 'text', id: 'g' }] }] },
    { type: 'text', id: 'h' }
  ]
};
const { fields, sections } = readForm(schema);

test('the form gives up its questions and sections', () => {
  assert.deepEqual([...fields.keys()], ['nome', 'quanti', 'comuni', 'righe']);
  assert.deepEqual(sections.map(({ code, keys }) => ({ code, keys })), [{ code: 's1', keys: ['nome', 'quanti', 'comuni', 'righe'] }]);
  assert.deepEqual(fields.get('righe').columns.map(column => column.key), ['profilo', 'ore']);
});

test('answers go into the form and come out as they were', () => {
  const answers = {
    nome: { value: 'ATS Torino' },
    quanti: { raw: '12,3,4' },
    comuni: { value: ['001272'] },
    righe: { rows: [{ id: 'k3f9', cells: { profilo: { value: 'psicologo' }, ore: { raw: 'abc' } } }] }
  };
  const data = toFormData(answers, fields);
  assert.deepEqual(data.quanti, { raw: '12,3,4' });
  assert.deepEqual(data.righe, [{ [ROW_ID]: 'k3f9', profilo: 'psicologo', ore: { raw: 'abc' } }]);
  assert.deepEqual(toAnswers(data, fields), answers);
});

test('what is empty is no answer, and zero is one', () => {
  const data = toFormData({}, fields);
  assert.deepEqual(data, { nome: '', quanti: null, comuni: [], righe: [] });
  const typed = { nome: '  ', quanti: 0, comuni: [], righe: [{ [ROW_ID]: 'x', profilo: null, ore: null }] };
  assert.deepEqual(toAnswers(typed, fields), { quanti: { value: 0 } });
});

test('only what changes is sent, and what is cleared is sent as null', () => {
  const before = { nome: { value: 'a', origin: { fonte: 'anagrafe' } }, quanti: { value: 3 } };
  const after = { nome: { value: 'a' }, comuni: { value: ['1'] } };
  assert.deepEqual(changesBetween(before, after), { quanti: null, comuni: { value: ['1'] } });
});

test('origin does not tell answers apart, order of cells neither, order of rows does', () => {
  const rows = (...ids) => ({ rows: ids.map(id => ({ id, cells: { a: { value: 1, origin: { fonte: 'RPM' } }, b: { value: 2 } } })) });
  const plain = { rows: [{ id: 'x', cells: { b: { value: 2 }, a: { value: 1 } } }] };
  assert.equal(sameAnswer(rows('x'), plain), true);
  assert.equal(sameAnswer(rows('x', 'y'), rows('y', 'x')), false);
  assert.equal(sameAnswer({ value: 1 }, { raw: '1' }), false);
  assert.equal(sameAnswer(null, { value: null }), true);
});

test('row ids fit the contract', () => {
  assert.match(newRowId(), /^[A-Za-z0-9_-]{1,40}$/);
  assert.notEqual(newRowId(), newRowId());
});

test('a finding on a cell leads to its grid', () => {
  const places = ['a5_5_1', 'a5_5_1.ore', 'a5_5_1/k3f9/ore', 'a5_5_1[0].ore', null];
  assert.deepEqual(places.map(fieldKeyOf), ['a5_5_1', 'a5_5_1', 'a5_5_1', 'a5_5_1', '']);
});
