// A block copied from a spreadsheet: rows by line breaks, cells by tabs, quoted cells may hold both.

import { parseDate } from './dates.js';
import { parseNumber } from './number.js';

/** The cells of a copied block; null when it is a single value, to be pasted as any text. */
export function parseBlock(text) {
  const rows = [];
  let row = [];
  let cell = '';
  let quoted = false;
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let i = 0; i < source.length; i += 1) {
    const character = source[i];
    if (quoted && character === '"' && source[i + 1] === '"') {
      cell += '"';
      i += 1;
    } else if (character === '"' && (quoted || cell === '')) {
      quoted = !quoted;
    } else if (!quoted && character === '\t') {
      row.push(cell);
      cell = '';
    } else if (!quoted && character === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else {
      cell += character;
    }
  }
  rows.push([...row, cell]);
  return rows.length === 1 && rows[0].length === 1 ? null : rows;
}

/** What a pasted cell becomes in a column; what cannot be read stays as {raw}. */
export function pastedValue(text, type, findOption) {
  const trimmed = text.trim();
  if (trimmed === '') {
    return type === 'textfield' || type === 'textarea' ? '' : null;
  }
  if (type === 'number') {
    const read = parseNumber(trimmed);
    return read.kind === 'number' ? read.value : { raw: trimmed };
  }
  if (type === 'datetime') {
    return parseDate(trimmed) ?? { raw: trimmed };
  }
  if (type === 'select' || type === 'radio') {
    return findOption(trimmed)?.value ?? { raw: trimmed };
  }
  if (type === 'checklist' || type === 'taglist') {
    return trimmed.split(/[;,]/).map(part => findOption(part.trim())?.value).filter(Boolean);
  }
  return text;
}
