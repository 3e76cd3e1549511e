import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remembering } from '../form/conditions.js';

test('a condition is judged once for the same values, and again when one it speaks of changes', () => {
  const judged = [];
  const judge = remembering((expression, context) => {
    judged.push(context);
    return context.a5_attivo === 'si';
  });
  const condition = '=a5_attivo = "si"';
  assert.equal(judge(condition, { a5_attivo: 'si', a5_altro: 1 }), true);
  assert.equal(judge(condition, { a5_attivo: 'si', a5_altro: 2 }), true);
  assert.equal(judge(condition, { a5_attivo: 'no', a5_altro: 2 }), false);
  assert.deepEqual(judged, [{ a5_attivo: 'si' }, { a5_attivo: 'no' }]);
});

test('the row one is in is looked at as a whole; words in quotes are no names', () => {
  const judge = remembering((expression, context) => JSON.stringify(context));
  assert.equal(judge('=not(this.profilo = "altro")', { this: { profilo: 'altro' }, altro: 3 }), '{"this":{"profilo":"altro"}}');
  assert.equal(judge('=not(this.profilo = "altro")', { this: { profilo: 'oss' }, altro: 3 }), '{"this":{"profilo":"oss"}}');
});
