import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDate, formatInstant, parseDate } from '../sheet/dates.js';

test('dates are read as people write them', () => {
  for (const text of ['5/3/2025', '05-03-2025', '5.3.2025', '05 03 2025', '5 marzo 2025', '5 MAR 2025', '2025-03-05']) {
    assert.equal(parseDate(text), '2025-03-05', text);
  }
  assert.equal(parseDate('1° maggio 2025'), '2025-05-01');
  assert.equal(parseDate('  '), '');
});

test('what is no day of the calendar is not read', () => {
  for (const text of ['31/2/2025', '29/02/2025', '13/13/2025', '5/3/25', 'ieri', '5/3', '1/1/0001', '5 xyz 2025']) {
    assert.equal(parseDate(text), null, text);
  }
  assert.equal(parseDate('29/02/2024'), '2024-02-29');
});

test('dates are written day first', () => {
  assert.equal(formatDate('2025-03-05'), '05/03/2025');
  assert.equal(formatDate(null), '');
});

test('instants are told in Rome’s time, with the day unless it is today', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  assert.equal(formatInstant('2026-03-01T08:05:00Z', now), '09:05');
  assert.equal(formatInstant('2026-02-27T23:30:00Z', now), '28 febbraio 2026, 00:30');
  assert.equal(formatInstant('', now), '');
});
