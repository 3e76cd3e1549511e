// Answers travel as {value | raw} and live in the form as plain values, {raw: "what was typed"} or rows with a stable id.

export const ROW_ID = '__id';

/** Form data for the answers of a sheet. */
export function toFormData(answers, fields) {
  const data = {};
  for (const [key, field] of fields) {
    const answer = answers?.[key];
    if (field.columns) {
      data[key] = (answer?.rows ?? []).map(row => rowToForm(row, field.columns));
    } else {
      data[key] = toFormValue(answer, field.type);
    }
  }
  return data;
}

/** The answers held by form data; a question without an answer is absent. */
export function toAnswers(data, fields) {
  const answers = {};
  for (const [key, field] of fields) {
    const answer = field.columns ? gridToAnswer(data[key], field.columns) : toAnswer(data[key]);
    if (answer) {
      answers[key] = answer;
    }
  }
  return answers;
}

/** What must be sent so that `before` becomes `after`: the changed keys, null for a cleared answer. */
export function changesBetween(before, after) {
  const changes = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (!sameAnswer(before[key], after[key])) {
      changes[key] = after[key] ?? null;
    }
  }
  return changes;
}

/** Two answers say the same; where they came from does not count. */
export function sameAnswer(one, other) {
  return JSON.stringify(essence(one)) === JSON.stringify(essence(other));
}

/** Only what was answered, without its origin. */
export function essence(answer) {
  if (!answer) {
    return null;
  }
  if (answer.rows) {
    const rows = answer.rows.map(row => ({ id: row.id, cells: essenceOfCells(row.cells) }));
    return { rows };
  }
  if (answer.value !== undefined && answer.value !== null) {
    return { value: answer.value };
  }
  return answer.raw !== undefined && answer.raw !== null ? { raw: answer.raw } : null;
}

export function isUnreadable(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && typeof value.raw === 'string';
}

/** A new row's id, unguessable enough never to meet another one in the same grid. */
export function newRowId() {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  return [...crypto.getRandomValues(new Uint8Array(10))].map(byte => letters[byte % letters.length]).join('');
}

export function isEmptyValue(value) {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
    || (Array.isArray(value) && value.length === 0);
}

/** The empty value a form component expects. */
export function emptyValue(type) {
  if (type === 'checklist' || type === 'taglist') {
    return [];
  }
  return type === 'textfield' || type === 'textarea' ? '' : null;
}

/** One answer, or one cell, as the form's component holds it. */
export function toFormValue(answer, type) {
  if (answer?.value !== undefined && answer?.value !== null) {
    return answer.value;
  }
  if (answer?.raw === undefined || answer?.raw === null) {
    return emptyValue(type);
  }
  return type === 'textfield' || type === 'textarea' ? answer.raw : { raw: answer.raw };
}

function toAnswer(value) {
  if (isEmptyValue(value)) {
    return null;
  }
  return isUnreadable(value) ? { raw: value.raw } : { value };
}

function rowToForm(row, columns) {
  const cells = columns.map(column => [column.key, toFormValue(row.cells?.[column.key], column.type)]);
  return { [ROW_ID]: row.id, ...Object.fromEntries(cells) };
}

function gridToAnswer(rows, columns) {
  const filled = (rows ?? [])
    .map(row => ({ id: row[ROW_ID], cells: cellsOf(row, columns) }))
    .filter(row => row.id && Object.keys(row.cells).length > 0);
  return filled.length ? { rows: filled } : null;
}

function cellsOf(row, columns) {
  const cells = {};
  for (const column of columns) {
    const answer = toAnswer(row[column.key]);
    if (answer) {
      cells[column.key] = answer;
    }
  }
  return cells;
}

function essenceOfCells(cells) {
  const kept = Object.entries(cells ?? {}).map(([key, cell]) => [key, essence(cell)]).filter(([, cell]) => cell);
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}
