// Inside a grid a question knows its row.
import { createContext } from 'preact';
import { TEXTS, fill } from '../texts.js';

/** {number} within a row of a grid, null elsewhere. */
export const RowContext = createContext(null);

export function cellLabel(field, row) {
  return fill(TEXTS.grid.cell, { label: field.label ?? '', number: row.number });
}
