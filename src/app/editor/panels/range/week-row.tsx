import { memo } from 'react';
import { WEEKDAYS } from '#domain/windows/range-paint.ts';
import { span } from '#domain/windows/range-presets.ts';
import css from './range-painter.module.css';

/** A day or an hour, as a row or as a column. */
export interface Line {
  readonly value: number;
  readonly text: string;
  readonly said: string;
}

export const DAYS: readonly Line[] = WEEKDAYS.map((said, index) => ({
  value: index + 1,
  text: said.slice(0, 3),
  said,
}));
export const HOURS: readonly Line[] = span(0, 23).map((value) => ({
  value,
  text: String(value),
  said: `${value}:00 to ${value}:59`,
}));

interface RowProps {
  readonly row: number;
  readonly line: Line;
  readonly columns: readonly Line[];
  readonly chosen: boolean;
  /** The values of the columns that are lit in this row. */
  readonly lit: ReadonlySet<number>;
  /** The column that Tab reaches, where it is in this row. */
  readonly focus: number | null;
  readonly turned: boolean;
}

/** One line of the week: its head, and a cell for each column. Drawn anew only where something in it changed. */
export const WeekRow = memo(function WeekRow({ row, line, columns, chosen, lit, focus, turned }: RowProps) {
  return (
    <div role="row" aria-label={line.said} className={css.row}>
      <div
        role="rowheader"
        aria-label={line.said}
        aria-selected={chosen}
        tabIndex={focus === -1 ? 0 : -1}
        className={css.rowHead}
        data-row={row}
        data-column={-1}
      >
        {turned ? `${line.text}:00` : line.text}
      </div>
      {columns.map(({ value, said }, column) => (
        <Cell
          key={value}
          row={row}
          column={column}
          said={turned ? `${said} ${line.said}` : `${line.said} ${said}`}
          lit={lit.has(value)}
          stop={focus === column}
        />
      ))}
    </div>
  );
});

interface CellProps {
  readonly row: number;
  readonly column: number;
  readonly said: string;
  readonly lit: boolean;
  /** Tab stops here. */
  readonly stop: boolean;
}

const Cell = memo(function Cell({ row, column, said, lit, stop }: CellProps) {
  return (
    <div
      role="gridcell"
      aria-label={said}
      aria-selected={lit}
      tabIndex={stop ? 0 : -1}
      className={css.cell}
      data-row={row}
      data-column={column}
    />
  );
});
