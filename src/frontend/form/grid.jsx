// A dynamic list as a compact table: Enter goes down the column, a block from a spreadsheet can be pasted, a removed row comes back.
import { DynamicList, FormContext, FormField, FormRenderContext, LocalExpressionContext, buildExpressionContext } from '@bpmn-io/form-js-viewer';
import { Component } from 'preact';
import { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ROW_ID, isUnreadable, newRowId } from '../sheet/answers.js';
import { formatNumber } from '../sheet/number.js';
import { parseBlock, pastedValue } from '../sheet/paste.js';
import { TEXTS, count, fill } from '../texts.js';
import { emptyRow, fillZeros } from './data.js';
import { asksOnlyTheRow, onlySometimes } from './grid-columns.js';
import { findOption, normalize } from './options.js';
import { RowContext } from './row-context.js';
import { useFormService } from './store.js';
import { ColumnTotals } from './totals.jsx';
import { revalidate } from './validation.js';

/** As many as the server keeps. */
const MOST_ROWS = 200;

const CELL_CONTEXT = {
  Empty: () => null,
  Hidden: () => null,
  Children: ({ children }) => children,
  Element: ({ children }) => children,
  Row: ({ children }) => children,
  Column: ({ children }) => children,
  hoverInfo: { cleanup: () => {} },
  applyVisibilityConditions: true
};

export function Grid(props) {
  const { field, domId, readonly, value, onChange } = props;
  const form = useFormService('form');
  const store = useFormService('sheetStore');
  const table = useRef(null);
  const [said, setSaid] = useState(null);
  const rows = Array.isArray(value) ? value : [];
  const latest = useRef(rows);
  latest.current = rows;
  const services = useRef(useContext(FormContext)).current;
  const outer = useContext(LocalExpressionContext);
  const columns = useMemo(() => (field.components ?? []).filter(column => column.key), [field]);
  const rowsAlone = useMemo(() => columns.every(column => asksOnlyTheRow(column, store.get().fields)), [columns]);
  const change = (changed, message = null) => {
    onChange({ value: changed });
    setSaid(message);
    setTimeout(() => revalidate(form));
  };

  // Where to go once the rows are drawn: before the next key is heard, so that nothing is typed in the cell one has left.
  const next = useRef(null);
  useLayoutEffect(() => {
    if (next.current && focusCell(table, ...next.current)) {
      next.current = null;
    }
  });

  // Rows that the form itself made (its default repetitions) get their lasting id at once.
  useEffect(() => {
    if (!readonly && rows.some(row => !row[ROW_ID])) {
      onChange({ value: rows.map(row => (row[ROW_ID] ? row : { ...emptyRow(columns, newRowId()), ...row })) });
    }
  });

  const full = () => setSaid({ text: fill(TEXTS.grid.full, { max: MOST_ROWS }) });
  const addRow = column => {
    if (rows.length >= MOST_ROWS) {
      return full();
    }
    next.current = [rows.length, column];
    change([...rows, emptyRow(columns, newRowId())]);
  };
  const add = () => addRow(0);
  const remove = index => {
    const back = latest.current;
    next.current = back.length > 1 ? [Math.min(index, back.length - 2), 0] : null;
    change(back.filter((_, other) => other !== index), {
      text: fill(TEXTS.grid.removed, { number: index + 1 }),
      undo: () => change(back)
    });
  };
  const paste = event => {
    const cell = event.target.closest('td[data-column]');
    const block = parseBlock(event.clipboardData?.getData('text/plain') ?? '');
    if (readonly || !cell || !block) {
      return;
    }
    event.preventDefault();
    const start = { row: Number(cell.parentElement.dataset.row), column: Number(cell.dataset.column) };
    if (start.row + block.length > MOST_ROWS) {
      return full();
    }
    const onward = columns.slice(start.column).filter(column => table.current.querySelector(`[data-heading="${column.key}"]`).offsetParent);
    const pasted = pasteBlock(rows, columns, onward, block, start.row, field.allowAddRemove !== false, key => form._getState().initialData?.[key]);
    change(pasted.rows, { text: pasted.text });
    document.activeElement?.blur();
    next.current = [start.row, start.column];
  };
  const keyDown = event => {
    const cell = event.target.closest('td[data-column]');
    if (event.key !== 'Enter' || event.defaultPrevented || !cell || !event.target.matches('input, select')) {
      return;
    }
    event.preventDefault();
    const row = Number(cell.parentElement.dataset.row) + (event.shiftKey ? -1 : 1);
    const column = Number(cell.dataset.column);
    if (row === rows.length && !readonly && field.allowAddRemove !== false) {
      addRow(column);
    } else {
      focusCell(table, row, column);
    }
  };
  const zero = () => {
    const filled = fillZeros(form, [], [{ key: field.path, columns }]);
    setSaid({ text: zeroMessage(filled) });
  };
  const canEdit = !readonly && store.get().editable;
  return (
    <div class={`fjs-form-field grid-field${readonly ? ' fjs-readonly' : ''}`} role="group" aria-labelledby={domId}>
      <div class="grid-head">
        <span class="grid-label" id={domId}>{field.label}</span>
        {canEdit && <span class="muted small">{TEXTS.grid.help}</span>}
      </div>
      <div class="grid-scroll" tabIndex={0} role="region" aria-label={fill(TEXTS.grid.region, { label: field.label ?? '' })}
        onPaste={paste} onKeyDown={keyDown} ref={table}>
        <table class="grid">
          <thead>
            <tr>
              <th scope="col" class="grid-number">{TEXTS.grid.row}</th>
              {columns.map(column => (
                <th scope="col" key={column.id} class={`grid-${column.type}${onlySometimes(column)}`} data-heading={column.key}>
                  {column.label ?? column.dateLabel}
                  {column.validate?.required && <span class="fjs-asterix" aria-hidden="true">*</span>}
                  <Unit column={column} />
                </th>
              ))}
              {canEdit && field.allowAddRemove !== false && <th scope="col"><span class="visually-hidden">{TEXTS.grid.actions}</span></th>}
            </tr>
          </thead>
          <tbody>
            <FormContext.Provider value={services}>
              {rows.map((row, index) => (
                <SteadyRow
                  key={row[ROW_ID] ?? index}
                  looks={looksOf(form, field, columns, row, index, canEdit, !rowsAlone && outer.data)}
                  field={field}
                  indexes={props.indexes}
                  onChange={onChange}
                  outer={outer}
                  row={row}
                  index={index}
                  columns={columns}
                  onRemove={canEdit && field.allowAddRemove !== false ? () => remove(index) : null}
                />
              ))}
            </FormContext.Provider>
            {rows.length === 0 && (
              <tr><td colSpan={columns.length + 2} class="muted">{TEXTS.grid.empty}</td></tr>
            )}
          </tbody>
          <ColumnTotals field={field} rows={rows} columns={columns} actions={canEdit && field.allowAddRemove !== false} />
        </table>
      </div>
      {canEdit && (
        <div class="grid-tools">
          {field.allowAddRemove !== false && <button type="button" class="btn btn-outline-primary btn-xs" onClick={add}>{TEXTS.grid.add}</button>}
          {columns.some(column => column.type === 'number') && rows.length > 0 && (
            <button type="button" class="link-button small" onClick={zero}>{TEXTS.zero.action}</button>
          )}
          <span class="grid-said small" role="status">
            {said?.text}{' '}
            {said?.undo && <button type="button" class="link-button" onClick={said.undo}>{TEXTS.grid.undo}</button>}
          </span>
        </div>
      )}
    </div>
  );
}

Grid.config = DynamicList.config;

// Inside the cells there is no room for it.
function Unit({ column }) {
  const { prefixAdorner, suffixAdorner } = column.appearance ?? {};
  const unit = prefixAdorner ?? suffixAdorner;
  return unit && !(column.label ?? '').toLowerCase().includes(unit.toLowerCase()) ? <span class="grid-unit">{unit}</span> : null;
}

// While one types in a row the others are not drawn again: a row is what it holds, what is wrong with it, and whether it can be changed.
class SteadyRow extends Component {
  shouldComponentUpdate(next) {
    return next.looks !== this.props.looks || next.field !== this.props.field;
  }

  render(props) {
    return <GridRow {...props} />;
  }
}

function looksOf(form, field, columns, row, index, canEdit, around) {
  const { errors, properties } = form._getState();
  return JSON.stringify([row, index, canEdit, properties, around, columns.map(column => errors[column.id]?.[index])]);
}

function GridRow({ field, row, index, columns, indexes, outer, onChange, onRemove }) {
  const inner = useMemo(
    () => ({
      data: outer.data,
      this: row,
      parent: buildExpressionContext({ ...outer, data: outer.this }),
      i: [...(outer.i ?? []), index + 1]
    }),
    [outer, row, index]
  );
  const rowIndexes = useMemo(() => ({ ...(indexes ?? {}), [field.id]: index }), [indexes, field.id, index]);
  const place = useMemo(() => ({ number: index + 1 }), [index]);
  const before = useLastYear(field, columns, row);
  return (
    <tr data-row={index}>
      <th scope="row" class="grid-number" data-label={TEXTS.grid.row}>{index + 1}</th>
      {columns.map((column, columnIndex) => (
        <td key={column.id} class={onlySometimes(column).trim() || undefined} data-column={columnIndex} data-label={column.label ?? column.dateLabel}>
          <FormRenderContext.Provider value={CELL_CONTEXT}>
            <LocalExpressionContext.Provider value={inner}>
              <RowContext.Provider value={place}>
                <FormField field={column} indexes={rowIndexes} onChange={onChange} />
              </RowContext.Provider>
            </LocalExpressionContext.Provider>
          </FormRenderContext.Provider>
          {typeof before?.cells[column.key]?.value === 'number' && (
            <span class="cell-before">{fill(TEXTS.totals.before, { year: before.year, value: formatNumber(before.cells[column.key].value) })}</span>
          )}
        </td>
      ))}
      {onRemove && (
        <td class="grid-remove">
          <button type="button" class="grid-remove-button" aria-label={fill(TEXTS.grid.remove, { number: index + 1 })} onClick={onRemove}>
            <svg viewBox="0 0 24 24" aria-hidden="true"><path fill="currentColor" d="M8 3h8v2h5v2h-2l-1 14H6L5 7H3V5h5zm-1 4 .9 12h8.2L17 7zm3 2h1.5v8H10zm3 0h1.5v8H13z" /></svg>
          </button>
        </td>
      )}
    </tr>
  );
}

// Last year's row of the same profile, of the same source: the column marked as unique tells which.
function useLastYear(field, columns, row) {
  const { precedenti } = useFormService('sheetStore').get().sheet;
  const unique = columns.find(column => column.properties?.unico === 'si')?.key;
  const found = unique && row[unique] && precedenti?.risposte?.[field.path]?.rows?.find(one => one.cells?.[unique]?.value === row[unique]);
  return found ? { year: precedenti.anno, cells: found.cells } : null;
}

// A block falls on the columns in sight from the cell one is in.
function pasteBlock(rows, columns, onward, block, first, mayAdd, dataOf) {
  const changed = rows.map(row => ({ ...row }));
  let unread = 0;
  let pasted = 0;
  block.forEach((cells, down) => {
    const target = first + down;
    if (target >= changed.length && mayAdd) {
      changed.push(emptyRow(columns, newRowId()));
    }
    if (!changed[target]) {
      return;
    }
    pasted += 1;
    cells.forEach((text, right) => {
      const column = onward[right];
      if (column) {
        const options = normalize(column.valuesKey ? dataOf(column.valuesKey) : column.values);
        const value = pastedValue(text, column.type, typed => findOption(options, typed));
        unread += isUnreadable(value) ? 1 : 0;
        changed[target][column.key] = value;
      }
    });
  });
  const width = Math.min(Math.max(...block.map(cells => cells.length)), onward.length);
  const words = { rows: count(pasted, 'riga', 'righe'), columns: count(width, 'colonna', 'colonne'), unread: count(unread, 'casella', 'caselle') };
  return { rows: changed, text: fill(unread ? TEXTS.grid.pastedUnread : TEXTS.grid.pasted, words) };
}

export function zeroMessage(filled) {
  if (filled === 0) {
    return TEXTS.zero.nothing;
  }
  return filled === 1 ? TEXTS.zero.done[0] : fill(TEXTS.zero.done[1], { number: filled });
}

function focusCell(table, row, column) {
  const cell = table.current?.querySelector(`tr[data-row="${row}"] td[data-column="${column}"]`);
  const input = cell?.querySelector('input, select, textarea');
  input?.focus();
  input?.select?.();
  return Boolean(input);
}
