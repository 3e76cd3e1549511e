import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Autosave } from '../sheet/autosave.js';

/** A page and a server that answer at once; time moves by hand. */
function scene(...answers) {
  const timers = new Map();
  let last = 0;
  const page = { now: { a: { value: 1 } }, sent: [], conflicts: [], renewals: 0 };
  page.autosave = new Autosave({
    etag: '"1"',
    answers: { a: { value: 1 } },
    read: () => structuredClone(page.now),
    save: async (etag, changes) => {
      page.sent.push({ etag, changes });
      const next = answers.shift() ?? { status: 200 };
      const ok = next.status === 200;
      return { ok, body: ok ? { risposte: structuredClone(page.now) } : null, etag: `"${page.sent.length + 1}"`, ...next };
    },
    renewToken: async () => {
      page.renewals += 1;
    },
    on: {
      state: () => {},
      saved: () => {},
      merged: story => {
        page.now = story.merged;
      },
      conflict: story => page.conflicts.push(story)
    },
    timers: {
      setTimeout: (does, wait) => {
        last += 1;
        timers.set(last, { does, wait });
        return last;
      },
      clearTimeout: id => timers.delete(id)
    }
  });
  page.type = (key, value) => {
    page.now = { ...page.now, [key]: { value } };
    page.autosave.touched();
  };
  page.tick = async () => {
    const [[id, { does }]] = timers;
    timers.delete(id);
    await does();
  };
  page.waiting = () => [...timers.values()].map(timer => timer.wait);
  return page;
}

const overtaken = risposte => ({ status: 412, body: { attuale: { etag: '9', risposte, modificataDa: 'Luca B.' } } });

test('only what changed is sent, once the typing rests', async () => {
  const page = scene();
  page.type('b', 2);
  page.type('b', 23);
  assert.deepEqual(page.waiting(), [1200]);
  await page.tick();
  assert.deepEqual(page.sent, [{ etag: '"1"', changes: { b: { value: 23 } } }]);
  assert.equal(page.autosave.state.kind, 'saved');
  assert.equal(page.autosave.unsaved, false);
});

test('what is typed while a save is under way is sent after it, with the new version', async () => {
  const page = scene({ status: 200, body: { risposte: { a: { value: 1 }, b: { value: 2 } } } });
  page.type('b', 2);
  const going = page.autosave.flush();
  page.type('c', 3);
  await going;
  await page.tick();
  assert.deepEqual(page.sent[1], { etag: '"2"', changes: { c: { value: 3 } } });
});

test('a lost connection is told, counted down and tried again', async () => {
  const page = scene({ status: 0 });
  page.type('b', 2);
  await page.tick();
  assert.deepEqual([page.autosave.state.kind, page.autosave.state.seconds], ['retrying', 5]);
  for (let second = 0; second < 5; second += 1) {
    await page.tick();
  }
  assert.equal(page.sent.length, 2);
  assert.equal(page.autosave.state.kind, 'saved');
});

test('typing goes on during the countdown and does not start it again', async () => {
  const page = scene({ status: 503 });
  page.type('b', 2);
  await page.tick();
  page.type('c', 3);
  assert.deepEqual(page.waiting(), [1000]);
  assert.equal(page.autosave.state.kind, 'retrying');
});

test('an expired login waits for the person and then goes on', async () => {
  const page = scene({ status: 401 });
  page.type('b', 2);
  await page.tick();
  assert.equal(page.autosave.state.kind, 'login');
  page.type('c', 3);
  assert.deepEqual(page.waiting(), []);
  assert.equal(await page.autosave.goOn(), true);
  assert.deepEqual(page.sent[1].changes, { b: { value: 2 }, c: { value: 3 } });
});

test('a stale token is renewed once', async () => {
  const page = scene({ status: 403 });
  page.type('b', 2);
  await page.tick();
  assert.equal(page.renewals, 1);
  assert.equal(page.autosave.state.kind, 'saved');
});

test('a token that nobody gives any more means the login is over', async () => {
  const page = scene({ status: 403, body: { codice: 'RICHIESTA_NON_PROTETTA' } });
  page.autosave.renewToken = async () => ({ status: 401 });
  page.type('b', 2);
  await page.tick();
  assert.equal(page.autosave.state.kind, 'login');
});

test('a refusal of the sheet itself locks it', async () => {
  const page = scene({ status: 403, body: { codice: 'DELEGA_ASSENTE' } });
  page.type('b', 2);
  await page.tick();
  assert.equal(page.autosave.state.kind, 'locked');
});

test('changes that do not meet merge and are saved on the other’s version', async () => {
  const page = scene(overtaken({ a: { value: 5 } }));
  page.type('b', 2);
  await page.tick();
  assert.deepEqual(page.now, { a: { value: 5 }, b: { value: 2 } });
  assert.deepEqual(page.sent[1], { etag: '"9"', changes: { b: { value: 2 } } });
  assert.equal(page.conflicts.length, 0);
});

test('changes that meet are held until somebody chooses', async () => {
  const page = scene(overtaken({ a: { value: 5 } }));
  page.type('a', 7);
  await page.tick();
  assert.equal(page.autosave.state.kind, 'conflict');
  assert.equal(page.conflicts[0].who, 'Luca B.');
  assert.equal(await page.autosave.flush(), false);
  assert.equal(await page.autosave.goOn(), true);
  assert.deepEqual(page.sent[1], { etag: '"9"', changes: { a: { value: 7 } } });
});

test('a closed sheet locks, and keeps what was typed for copying', async () => {
  const page = scene({ status: 410, body: { codice: 'TERMINE_SCADUTO', detail: 'Il termine è scaduto.' } });
  page.type('b', 2);
  await page.tick();
  assert.equal(page.autosave.state.kind, 'locked');
  assert.deepEqual(page.autosave.changes(), { b: { value: 2 } });
  page.type('b', 3);
  assert.deepEqual(page.waiting(), []);
});

test('a refused value is not sent over and over, the next change is', async () => {
  const page = scene({ status: 400, body: { codice: 'VALORE_NON_VALIDO' } });
  page.type('b', 2);
  await page.tick();
  assert.equal(page.autosave.state.kind, 'refused');
  page.autosave.touched();
  assert.deepEqual(page.waiting(), []);
  page.type('b', 3);
  await page.tick();
  assert.equal(page.autosave.state.kind, 'saved');
});

test('an answer to a question the form does not ask is left alone', async () => {
  const page = scene();
  page.autosave.asked = key => key !== 'vecchia';
  page.autosave.restart('"1"', { a: { value: 1 }, vecchia: { value: 'x' } });
  page.type('b', 2);
  await page.tick();
  assert.deepEqual(page.sent[0].changes, { b: { value: 2 } });
});

test('nothing changed, nothing sent', async () => {
  const page = scene();
  page.autosave.touched();
  assert.equal(await page.autosave.flush(), true);
  assert.deepEqual(page.sent, []);
});
