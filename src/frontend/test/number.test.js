import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatNumber, parseNumber } from '../sheet/number.js';

const read = text => parseNumber(text).value;
const why = text => parseNumber(text).reason;

test('Italian numbers are read as an Italian means them', () => {
  assert.equal(read('1.234,56'), 1234.56);
  assert.equal(read('1.234'), 1234);
  assert.equal(read('1234'), 1234);
  assert.equal(read('0,5'), 0.5);
  assert.equal(read('-12,50'), -12.5);
  assert.equal(read('−3'), -3);
  assert.equal(read(' 1 234 567,8 '), 1234567.8);
  assert.equal(read('€ 84.500,50'), 84500.5);
  assert.equal(Object.is(read('-0'), 0), true);
});

test('nothing typed is no number and no mistake', () => {
  assert.deepEqual(parseNumber('   '), { kind: 'empty' });
  assert.deepEqual(parseNumber(null), { kind: 'empty' });
});

test('what can be read in two ways is not guessed', () => {
  assert.equal(why('12.5'), 'decimalPoint');
  assert.equal(why('1234.567'), 'decimalPoint');
  assert.equal(why('0.123'), 'decimalPoint');
  assert.equal(why('1,234.56'), 'englishGrouping');
  assert.equal(why('1,234,567'), 'englishGrouping');
  assert.equal(why('1.234 567'), 'notNumber');
});

test('what is no number is kept apart', () => {
  for (const text of ['abc', '12,3,4', '1.23,4', '1e5', '12 5', '5%', ',5', '1.', '--1', 'NaN', '١٢']) {
    assert.equal(parseNumber(text).kind, 'unreadable', text);
  }
});

test('more than fifteen significant digits are refused, zeros around them are not', () => {
  assert.equal(read('123.456.789.012.345'), 123456789012345);
  assert.equal(why('1234567890123456'), 'tooManyDigits');
  assert.equal(read('0,000123456789012345'), 0.000123456789012345);
  assert.equal(why('0,1234567890123456'), 'tooManyDigits');
});

test('numbers are written with grouping and no digit lost', () => {
  assert.equal(formatNumber(1234.5), '1.234,5');
  assert.equal(formatNumber(1234567), '1.234.567');
  assert.equal(formatNumber(0), '0');
  assert.equal(formatNumber(null), '');
  for (const value of [0.1, 1234.56, 99999999999999.9, 123456789012345, -7.25]) {
    assert.equal(read(formatNumber(value)), value);
  }
});
