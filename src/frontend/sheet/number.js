// Italian numbers, read strictly: 1.234,56 is 1234.56, and what can be read in two ways is not read at all.

const GROUPED = /^-?[1-9]\d{0,2}([. \u00a0\u202f])\d{3}(\1\d{3})*(,\d+)?$/;
const PLAIN = /^-?\d+(,\d+)?$/;
const MAX_SIGNIFICANT_DIGITS = 15;
const ITALIAN = new Intl.NumberFormat('it-IT', { useGrouping: 'always', maximumFractionDigits: 20 });

/** Reads what was typed: {kind: 'empty'} · {kind: 'number', value} · {kind: 'unreadable', reason}. */
export function parseNumber(typed) {
  const text = String(typed ?? '')
    .trim()
    .replace(/^€\s*|\s*€$/g, '')
    .replace(/^[−–]/, '-');
  if (text === '') {
    return { kind: 'empty' };
  }
  if (!GROUPED.test(text) && !PLAIN.test(text)) {
    return { kind: 'unreadable', reason: reasonFor(text) };
  }
  const digits = text.replace(/[. \u00a0\u202f]/g, '').replace(',', '.');
  if (significantDigits(digits) > MAX_SIGNIFICANT_DIGITS) {
    return { kind: 'unreadable', reason: 'tooManyDigits' };
  }
  const value = Number(digits);
  return { kind: 'number', value: value === 0 ? 0 : value };
}

/** Writes a number as an Italian reader expects it, with no digit lost. */
export function formatNumber(value) {
  if (value === null || value === undefined || value === '') {
    return '';
  }
  return ITALIAN.format(value);
}

function reasonFor(text) {
  if (/^-?\d*\.\d+$/.test(text)) {
    return 'decimalPoint';
  }
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) {
    return 'englishGrouping';
  }
  return 'notNumber';
}

function significantDigits(plain) {
  const [whole, fraction = ''] = plain.replace('-', '').split('.');
  return (whole + fraction.replace(/0+$/, '')).replace(/^0+/, '').length;
}
