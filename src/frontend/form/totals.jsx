// "donne 12 + uomini 9 + non indicato 0 = 21 su 20: 1 in più", under the block it speaks of and under a grid's columns.
import { formatNumber } from '../sheet/number.js';
import { columnTotal, reckon } from '../sheet/sums.js';
import { TEXTS, fill } from '../texts.js';
import { visibleKeys } from './data.js';
import { onlySometimes } from './grid-columns.js';
import { useFormService } from './store.js';

export function RunningTotals({ field }) {
  const form = useFormService('form');
  const sums = useFormService('sheetStore').get().totals.get(field.id) ?? [];
  if (sums.length === 0) {
    return null;
  }
  const shown = visibleKeys(form);
  const { data } = form._getState();
  const lines = sums.map(sum => [sum, reckon(sum, data, shown)]).filter(([, now]) => now);
  return lines.map(([sum, now], index) => (
    <p class="running-total" key={`${sum.codice}${index}`} data-sum={sum.codice} data-status={now.status}>
      {now.parts.map((part, at) => <PartWords key={part.campo} part={part} first={at === 0} />)} = <strong>{formatNumber(now.sum)}</strong>
      <Outcome now={now} />
    </p>
  ));
}

/** The last line of a grid: what each numeric column makes, against the total it must reach where there is one. */
export function ColumnTotals({ field, rows, columns, actions }) {
  const form = useFormService('form');
  const { sums, sheet } = useFormService('sheetStore').get();
  const before = sheet.precedenti?.risposte?.[field.path]?.rows?.map(row => valuesOf(row.cells));
  const named = columns[0]?.type === 'number' ? 0 : 1;
  if (rows.length === 0 || !columns.some(column => column.type === 'number')) {
    return null;
  }
  const shown = visibleKeys(form);
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={named + 1}>{TEXTS.totals.total}</th>
        {columns.slice(named).map(column => column.type === 'number' ? (
          <td key={column.id} class="column-total" data-total={column.key} data-label={column.label}>
            {formatNumber(columnTotal(rows, column.key)) || '–'}
            <Goal sum={sumOf(sums, field, column)} data={form._getState().data} shown={shown} />
            {before && <span class="cell-before">{fill(TEXTS.totals.before, { year: sheet.precedenti.anno, value: formatNumber(columnTotal(before, column.key)) || '–' })}</span>}
          </td>
        ) : <td key={column.id} class={onlySometimes(column).trim() || undefined} />)}
        {actions && <td />}
      </tr>
    </tfoot>
  );
}

function Goal({ sum, data, shown }) {
  const now = sum && reckon(sum, data, shown);
  return now ? <span class="running-total" data-sum={sum.codice} data-status={now.status}><Outcome now={now} /></span> : null;
}

function PartWords({ part, first }) {
  const sign = part.segno < 0 ? ' − ' : first ? '' : ' + ';
  return <>{sign}{part.parola ? `${part.parola} ` : ''}{part.value === null ? '–' : formatNumber(part.value)}</>;
}

function Outcome({ now }) {
  const words = { even: TEXTS.totals.even, off: TEXTS.totals[now.difference > 0 ? 'more' : 'less'] }[now.status];
  return (
    <>
      {now.whole === null ? ` ${TEXTS.totals.noWhole}` : ` ${fill(TEXTS.totals.of, { whole: formatNumber(now.whole) })}`}
      {words && <span class="outcome">{fill(words, { number: formatNumber(Math.abs(now.difference)) })}</span>}
    </>
  );
}

function sumOf(sums, field, column) {
  return sums.find(sum => sum.parti.length === 1 && sum.parti[0].campo === field.path && sum.parti[0].colonna === column.key);
}

function valuesOf(cells) {
  return Object.fromEntries(Object.entries(cells ?? {}).map(([key, cell]) => [key, cell.value]));
}
