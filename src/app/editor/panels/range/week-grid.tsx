import { shallow } from '@tanstack/react-store';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { RedemptionRange } from '#catalogue/model/kinds.ts';
import { allowed, drawRectangle, type Painted, toggleRun } from '#domain/windows/range-paint.ts';
import type { PaintProps } from './range-painter.tsx';
import css from './range-painter.module.css';
import { useDragSelection } from './use-drag-selection.ts';
import { DAYS, HOURS, type Line, WeekRow } from './week-row.tsx';

/** A position in the grid, from 0. Row headers have column -1, column headers have row -1. */
interface Position {
  readonly row: number;
  readonly column: number;
}

interface WeekGridProps extends PaintProps {
  /** Hours are rows and days are columns. */
  readonly transposed: boolean;
  readonly labelledBy: string;
  readonly describedBy: string;
}

const STEPS: Readonly<Record<string, Position>> = {
  ArrowRight: { row: 0, column: 1 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowDown: { row: 1, column: 0 },
  ArrowUp: { row: -1, column: 0 },
};

const clamp = (n: number, min: number, max: number) => Math.min(Math.max(n, min), max);
const samePosition = (a: Position, b: Position) => a.row === b.row && a.column === b.column;

function positionOf(target: EventTarget | null): Position | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
  return element ? { row: Number(element.dataset['row']), column: Number(element.dataset['column']) } : null;
}

/**
 * Grid of the days and hours of a week. The API stores days and hours separately, so every chosen hour applies to every
 * chosen day; range-paint.ts enforces this. The grid is one tab stop.
 */
export function WeekGrid({
  range,
  shown,
  disabled,
  onPreview,
  onPaint,
  transposed,
  labelledBy,
  describedBy,
}: WeekGridProps) {
  const rows = transposed ? HOURS : DAYS;
  const columns = transposed ? DAYS : HOURS;
  const rowAxis = transposed ? 'hours' : 'dow';
  const columnAxis = transposed ? 'dow' : 'hours';
  const grid = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<Position>({ row: 0, column: 0 });
  /** Start and previous range of a keyboard selection. */
  const keyboardDrag = useRef<{ readonly start: Position; readonly before: RedemptionRange } | null>(null);

  function paint(from: RedemptionRange, start: Position, end: Position, add: boolean): Painted {
    if (start.row === -1)
      return toggleRun(from, columnAxis, valueAt(columns, start.column), valueAt(columns, end.column));
    if (start.column === -1) return toggleRun(from, rowAxis, valueAt(rows, start.row), valueAt(rows, end.row));
    const rowRun = [valueAt(rows, start.row), valueAt(rows, end.row)] as const;
    const columnRun = [valueAt(columns, start.column), valueAt(columns, end.column)] as const;
    return drawRectangle(from, transposed ? { hours: rowRun, dow: columnRun } : { dow: rowRun, hours: columnRun }, add);
  }

  const drag = useDragSelection<Position>({
    surface: grid,
    disabled,
    find: (event) => positionOf(event.target),
    follow: (event, start) => {
      const first = grid.current?.querySelector('[data-row="0"][data-column="0"]')?.getBoundingClientRect();
      const last = grid.current
        ?.querySelector(`[data-row="${rows.length - 1}"][data-column="${columns.length - 1}"]`)
        ?.getBoundingClientRect();
      if (!first || !last || last.right === first.left) return start;
      // A drag outside of the grid follows its edge.
      return {
        row: start.row === -1 ? -1 : partIndex(first.top, last.bottom, event.clientY, rows.length),
        column: start.column === -1 ? -1 : partIndex(first.left, last.right, event.clientX, columns.length),
      };
    },
    same: samePosition,
    onMove: (start, end, add) => onPreview(paint(range, start, end, add)),
    onEnd: (start, end, add) => {
      keyboardDrag.current = null;
      onPaint(paint(range, start, end, add));
    },
    onCancel: () => onPreview(null),
  });

  function moveTo(next: Position) {
    setFocused(next);
    grid.current?.querySelector<HTMLElement>(`[data-row="${next.row}"][data-column="${next.column}"]`)?.focus();
  }

  function extendTo(next: Position) {
    const { start, before } = (keyboardDrag.current ??= { start: focused, before: range });
    moveTo(next);
    onPaint(samePosition(start, next) ? { range: before, refused: null } : paint(before, start, next, false));
  }

  /** The position that a key moves to. With Shift it stays among cells, row headers or column headers. */
  function target({ key, ctrlKey, shiftKey }: KeyboardEvent): Position | null {
    const step = STEPS[key];
    let next: Position | null = null;
    if (step) next = { row: focused.row + step.row, column: focused.column + step.column };
    if (key === 'Home') next = { row: ctrlKey ? 0 : focused.row, column: 0 };
    if (key === 'End') next = { row: ctrlKey ? rows.length - 1 : focused.row, column: columns.length - 1 };
    if (next === null) return null;
    const within = (to: number, from: number, count: number) =>
      shiftKey && from === -1 ? -1 : clamp(to, shiftKey ? 0 : -1, count - 1);
    const position = {
      row: within(next.row, focused.row, rows.length),
      column: within(next.column, focused.column, columns.length),
    };
    // The corner between the headers is not focusable.
    return position.row === -1 && position.column === -1 ? focused : position;
  }

  function onKeyDown(event: KeyboardEvent) {
    const { key, shiftKey } = event;
    const started = keyboardDrag.current;
    const next = disabled || event.altKey || event.metaKey ? null : target(event);
    // Any other key, an undo for instance, ends the selection.
    if (key !== 'Shift' && !(next && shiftKey)) keyboardDrag.current = null;
    if (next) {
      event.preventDefault();
      if (shiftKey) extendTo(next);
      else moveTo(next);
    } else if (key === 'Escape' && (drag.cancel() || started)) {
      event.stopPropagation();
      if (started) onPaint({ range: started.before, refused: null });
    } else if ((key === ' ' || key === 'Enter') && !disabled && !event.ctrlKey) {
      event.preventDefault();
      onPaint(paint(range, focused, focused, false));
    }
  }

  const nothingChosen = shown.dow.length === 0 && shown.hours.length === 0;
  const selectedRows = useSelected(shown, rowAxis);
  const selectedColumns = useSelected(shown, columnAxis);
  const chosenRows = shown[rowAxis];
  const chosenColumns = shown[columnAxis];
  const { selection } = drag;
  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={-1}
      aria-multiselectable="true"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-disabled={disabled || undefined}
      className={css.grid}
      data-turned={transposed || undefined}
      data-open={nothingChosen || undefined}
      {...drag.handlers}
      // Assistive technology sends clicks without pointer events.
      onClick={(event) => {
        const position = event.detail === 0 && !disabled ? positionOf(event.target) : null;
        if (position) onPaint(paint(range, position, position, false));
      }}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const position = positionOf(event.target);
        if (position && !samePosition(position, focused)) setFocused(position);
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) keyboardDrag.current = null;
      }}
    >
      <div role="row" className={css.row}>
        <span role="columnheader" style={{ pointerEvents: 'none' }}>
          <span className="visually-hidden">{transposed ? 'Hour' : 'Day'}</span>
        </span>
        {columns.map(({ value, text, label }, column) => (
          <div
            key={value}
            role="columnheader"
            aria-label={label}
            aria-selected={chosenColumns.includes(value)}
            tabIndex={focused.row === -1 && focused.column === column ? 0 : -1}
            className={css.columnHead}
            data-row={-1}
            data-column={column}
          >
            {text}
          </div>
        ))}
      </div>
      {rows.map((line, row) => (
        <WeekRow
          key={line.value}
          row={row}
          line={line}
          columns={columns}
          chosen={chosenRows.includes(line.value)}
          selected={selectedRows.has(line.value) ? selectedColumns : NONE}
          focus={focused.row === row ? focused.column : null}
          transposed={transposed}
        />
      ))}
      {selection && selection.start.row >= 0 && selection.start.column >= 0 && (
        <div
          aria-hidden="true"
          className={css.frame}
          // CSS grid lines; row 1 and column 1 are the headers.
          style={{
            gridRow: `${Math.min(selection.start.row, selection.end.row) + 2} / ${Math.max(selection.start.row, selection.end.row) + 3}`,
            gridColumn: `${Math.min(selection.start.column, selection.end.column) + 2} / ${Math.max(selection.start.column, selection.end.column) + 3}`,
          }}
        />
      )}
    </div>
  );
}

/** Index of the part that contains a point, of `count` equal parts between two edges; clamped. */
const partIndex = (from: number, to: number, point: number, count: number) =>
  clamp(Math.floor(((point - from) / (to - from)) * count), 0, count - 1);

const NONE: ReadonlySet<number> = new Set();
const valueAt = (lines: readonly Line[], index: number) => lines[index]?.value ?? 0;

/**
 * Selected values of an axis. The set keeps its identity while its values are equal, so that unchanged rows do not
 * render.
 */
function useSelected(range: RedemptionRange, axis: 'dow' | 'hours'): ReadonlySet<number> {
  const values = allowed(range, axis);
  const [stable, setStable] = useState(values);
  if (!shallow(stable, values)) setStable(values);
  return useMemo(() => new Set(stable), [stable]);
}
