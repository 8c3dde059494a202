import { memo } from 'react';
import { WEEKDAYS } from '#domain/windows/range-paint.ts';
import { span } from '#domain/windows/range-presets.ts';
import css from './range-painter.module.css';

/** A day or an hour, as a row or as a column. */
export interface Line {
  readonly value: number;
  readonly text: string;
  /** Accessible name. */
  readonly label: string;
}

export const DAYS: readonly Line[] = WEEKDAYS.map((label, index) => ({
  value: index + 1,
  text: label.slice(0, 3),
  label,
}));
export const HOURS: readonly Line[] = span(0, 23).map((value) => ({
  value,
  text: String(value),
  label: `${value}:00 to ${value}:59`,
}));

interface RowProps {
  readonly row: number;
  readonly line: Line;
  readonly columns: readonly Line[];
  readonly chosen: boolean;
  /** The values of the selected columns in this row. */
  readonly selected: ReadonlySet<number>;
  /** The column of the tab stop, or null if it is in another row. */
  readonly focus: number | null;
  readonly transposed: boolean;
}

/** One row of the grid: its header and a cell per column. Memoised: only changed rows render. */
export const WeekRow = memo(function WeekRow({ row, line, columns, chosen, selected, focus, transposed }: RowProps) {
  return (
    <div role="row" aria-label={line.label} className={css.row}>
      <div
        role="rowheader"
        aria-label={line.label}
        aria-selected={chosen}
        tabIndex={focus === -1 ? 0 : -1}
        className={css.rowHead}
        data-row={row}
        data-column={-1}
      >
        {transposed ? `${line.text}:00` : line.text}
      </div>
      {columns.map(({ value, label }, column) => (
        <Cell
          key={value}
          row={row}
          column={column}
          label={transposed ? `${label} ${line.label}` : `${line.label} ${label}`}
          selected={selected.has(value)}
          isTabStop={focus === column}
        />
      ))}
    </div>
  );
});

interface CellProps {
  readonly row: number;
  readonly column: number;
  readonly label: string;
  readonly selected: boolean;
  readonly isTabStop: boolean;
}

const Cell = memo(function Cell({ row, column, label, selected, isTabStop }: CellProps) {
  return (
    <div
      role="gridcell"
      aria-label={label}
      aria-selected={selected}
      tabIndex={isTabStop ? 0 : -1}
      className={css.cell}
      data-row={row}
      data-column={column}
    />
  );
});
