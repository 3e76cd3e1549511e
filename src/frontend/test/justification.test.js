import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemOf, visibleText } from '../sheet/justification.js';

const GOOD = 'Nel 2024 nessun comune ha attivato il servizio.';

test('a real reason passes', () => {
  assert.equal(problemOf('ALTRO', GOOD), null);
});

test('blanks and invisible characters are no reason', () => {
  assert.equal(visibleText('\u200b\u200b a \u2060'), 'a');
  assert.equal(problemOf('ALTRO', '\u200b'.repeat(100)), 'tooShort');
  assert.equal(problemOf('ALTRO', ' '.repeat(100)), 'tooShort');
});

test('length, words and category are each asked for', () => {
  assert.equal(problemOf('', GOOD), 'chooseCategory');
  assert.equal(problemOf('ALTRO', 'troppo breve'), 'tooShort');
  assert.equal(problemOf('ALTRO', 'uno due '.repeat(10)), 'fewWords');
  assert.equal(problemOf('ALTRO', `${'parola diversa numero '.repeat(100)}quattro cinque`), 'tooLong');
});
