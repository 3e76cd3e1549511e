// An answer in words: for last year's value, for two people's values side by side, for copying.
import { essence } from '../sheet/answers.js';
import { formatDate } from '../sheet/dates.js';
import { formatNumber } from '../sheet/number.js';
import { TEXTS, count } from '../texts.js';
import { normalize } from './options.js';

const LONG = 120;

export function describeAnswer(answer, field, form) {
  const plain = essence(answer);
  if (!plain) {
    return TEXTS.conflict.nothing;
  }
  if (plain.rows) {
    return count(plain.rows.length, ...TEXTS.question.rows);
  }
  return shorten(plain.raw ?? words(plain.value, field, form));
}

/** Every answer as lines of text, to be copied by hand. */
export function asText(answers, fields, form) {
  const lines = [];
  for (const [key, answer] of Object.entries(answers)) {
    const field = fields.get(key);
    if (answer?.rows) {
      lines.push(`${field.label}:`);
      lines.push(field.columns.map(column => column.label).join('\t'));
      answer.rows.forEach(row => lines.push(field.columns.map(column => cell(row.cells[column.key], column, form)).join('\t')));
    } else if (answer) {
      lines.push(`${field.label}: ${cell(answer, field, form)}`);
    }
  }
  return lines.join('\n');
}

function cell(answer, field, form) {
  return answer ? answer.raw ?? words(answer.value, field, form) : '';
}

function words(value, field, form) {
  const options = normalize(field.values ?? form?._getState().initialData?.[field.valuesKey]);
  const labelOf = one => options.find(option => option.value === one)?.label ?? String(one);
  if (Array.isArray(value)) {
    return value.map(labelOf).join(', ');
  }
  if (typeof value === 'number') {
    return formatNumber(value);
  }
  return field.type === 'datetime' ? formatDate(value) : labelOf(value);
}

function shorten(text) {
  return text.length > LONG ? `${text.slice(0, LONG)}…` : text;
}
