import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Sources, receivedFor } from '../sheet/sources.js';
import { TEXTS } from '../texts.js';

const RECEIVED = { value: 12, origin: { fonte: 'RPM', ricevuto: 12, estrattoIl: '2025-06-30', periodo: '2024' } };

test('a value is as received, changed or cleared', () => {
  assert.equal(receivedFor(RECEIVED, { value: 12 }).changed, false);
  assert.equal(receivedFor(RECEIVED, { value: 13 }).changed, true);
  assert.equal(receivedFor(RECEIVED, null).changed, true);
  assert.equal(receivedFor(RECEIVED, { raw: '12x' }).changed, true);
  assert.equal(receivedFor({ value: 0, origin: { fonte: 'RPM', ricevuto: 0 } }, { value: 0 }).changed, false);
});

test('what only proposes a value has sent nothing', () => {
  assert.equal(receivedFor({ value: 3, origin: { fonte: 'anagrafe' } }, { value: 3 }), null);
  assert.equal(receivedFor(undefined, null), null);
});

function sheet({ flushed = true, answer }) {
  const told = [];
  return {
    told,
    autosave: { flush: async () => flushed },
    acts: { send: call => call() },
    api: { explainChange: async (...said) => (told.push(said), answer), confirmSection: async code => (told.push(code), answer) },
    takeIn: taken => told.push(taken.etag)
  };
}

test('a reason is kept after the answers, and the sheet goes on from what the server says', async () => {
  const open = sheet({ answer: { ok: true, status: 200, etag: '"7"', body: {} } });
  const sources = new Sources(open);
  sources.writing('a', 'il dato di RPM è parziale');
  assert.equal(sources.unsaved, true);
  assert.equal(await sources.explain('a', ' il dato di RPM è parziale '), null);
  assert.deepEqual(open.told, [['a', 'il dato di RPM è parziale'], '"7"']);
  assert.equal(sources.unsaved, false);
});

test('a short reason, unsaved answers and a refusal say so', async () => {
  const open = sheet({ answer: { ok: false, status: 409, body: { detail: 'no.' } } });
  assert.equal(await new Sources(open).explain('a', 'boh'), TEXTS.received.tooShort);
  assert.match(await new Sources(open).confirm('s3'), /no\./);
  assert.equal(await new Sources(sheet({ flushed: false })).confirm('s3'), TEXTS.notSaved);
  assert.deepEqual(open.told, ['s3']);
});
