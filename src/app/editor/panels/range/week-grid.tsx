import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { RedemptionRange } from '#catalogue/model/kinds.ts';
import { allowed, drawRectangle, type Painted, toggleRun } from '#domain/windows/range-paint.ts';
import type { PaintProps } from './range-painter.tsx';
import css from './range-painter.module.css';
import { useDragSelection } from './use-drag-selection.ts';
import { DAYS, HOURS, type Line, WeekRow } from './week-row.tsx';

/** A place in the grid, from 0; the heads of rows stand in column -1, those of columns in row -1. */
interface Place {
  readonly row: number;
  readonly column: number;
}

interface WeekGridProps extends PaintProps {
  /** Hours run down and days across. */
  readonly turned: boolean;
  readonly labelledBy: string;
  readonly describedBy: string;
}

const STEPS: Readonly<Record<string, Place>> = {
  ArrowRight: { row: 0, column: 1 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowDown: { row: 1, column: 0 },
  ArrowUp: { row: -1, column: 0 },
};

const clamp = (n: number, min: number, max: number) => Math.min(Math.max(n, min), max);
const samePlace = (a: Place, b: Place) => a.row === b.row && a.column === b.column;

function placeOf(target: EventTarget | null): Place | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
  return element ? { row: Number(element.dataset['row']), column: Number(element.dataset['column']) } : null;
}

/**
 * Days and hours of a week. What is lit is always every chosen hour on every chosen day, as the API stores no more than that;
 * how painting keeps to it stands in range-paint.ts. One stop for Tab.
 */
export function WeekGrid({
  range,
  shown,
  disabled,
  onPreview,
  onPaint,
  turned,
  labelledBy,
  describedBy,
}: WeekGridProps) {
  const rows = turned ? HOURS : DAYS;
  const columns = turned ? DAYS : HOURS;
  const rowAxis = turned ? 'hours' : 'dow';
  const columnAxis = turned ? 'dow' : 'hours';
  const grid = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<Place>({ row: 0, column: 0 });
  /** Where drawing by keyboard began, and from what. */
  const drawing = useRef<{ readonly start: Place; readonly before: RedemptionRange } | null>(null);

  function paint(from: RedemptionRange, start: Place, end: Place, add: boolean): Painted {
    if (start.row === -1)
      return toggleRun(from, columnAxis, valueAt(columns, start.column), valueAt(columns, end.column));
    if (start.column === -1) return toggleRun(from, rowAxis, valueAt(rows, start.row), valueAt(rows, end.row));
    const down = [valueAt(rows, start.row), valueAt(rows, end.row)] as const;
    const across = [valueAt(columns, start.column), valueAt(columns, end.column)] as const;
    return drawRectangle(from, turned ? { hours: down, dow: across } : { dow: down, hours: across }, add);
  }

  const stroke = useDragSelection<Place>({
    surface: grid,
    disabled,
    find: (event) => placeOf(event.target),
    follow: (event, start) => {
      const first = grid.current?.querySelector('[data-row="0"][data-column="0"]')?.getBoundingClientRect();
      const last = grid.current
        ?.querySelector(`[data-row="${rows.length - 1}"][data-column="${columns.length - 1}"]`)
        ?.getBoundingClientRect();
      if (!first || !last || last.right === first.left) return start;
      // A stroke that leaves the grid goes on along its edge.
      return {
        row: start.row === -1 ? -1 : part(first.top, last.bottom, event.clientY, rows.length),
        column: start.column === -1 ? -1 : part(first.left, last.right, event.clientX, columns.length),
      };
    },
    same: samePlace,
    onMove: (start, end, add) => onPreview(paint(range, start, end, add)),
    onEnd: (start, end, add) => {
      drawing.current = null;
      onPaint(paint(range, start, end, add));
    },
    onCancel: () => onPreview(null),
  });

  function go(next: Place) {
    setAt(next);
    grid.current?.querySelector<HTMLElement>(`[data-row="${next.row}"][data-column="${next.column}"]`)?.focus();
  }

  function draw(next: Place) {
    const { start, before } = (drawing.current ??= { start: at, before: range });
    go(next);
    onPaint(samePlace(start, next) ? { range: before, refused: null } : paint(before, start, next, false));
  }

  /** Where a key leads to. Drawing keeps to what it began on: cells, or the heads of rows, or those of columns. */
  function target({ key, ctrlKey, shiftKey }: KeyboardEvent): Place | null {
    const step = STEPS[key];
    let next: Place | null = null;
    if (step) next = { row: at.row + step.row, column: at.column + step.column };
    if (key === 'Home') next = { row: ctrlKey ? 0 : at.row, column: 0 };
    if (key === 'End') next = { row: ctrlKey ? rows.length - 1 : at.row, column: columns.length - 1 };
    if (next === null) return null;
    const within = (to: number, from: number, count: number) =>
      shiftKey && from === -1 ? -1 : clamp(to, shiftKey ? 0 : -1, count - 1);
    const place = {
      row: within(next.row, at.row, rows.length),
      column: within(next.column, at.column, columns.length),
    };
    // There is nothing where the two kinds of heads meet.
    return place.row === -1 && place.column === -1 ? at : place;
  }

  function onKeyDown(event: KeyboardEvent) {
    const { key, shiftKey } = event;
    const started = drawing.current;
    const next = disabled || event.altKey || event.metaKey ? null : target(event);
    // Whatever else happens, an undo for instance, the drawing is done.
    if (key !== 'Shift' && !(next && shiftKey)) drawing.current = null;
    if (next) {
      event.preventDefault();
      if (shiftKey) draw(next);
      else go(next);
    } else if (key === 'Escape' && (stroke.cancel() || started)) {
      event.stopPropagation();
      if (started) onPaint({ range: started.before, refused: null });
    } else if ((key === ' ' || key === 'Enter') && !disabled && !event.ctrlKey) {
      event.preventDefault();
      onPaint(paint(range, at, at, false));
    }
  }

  const nothingChosen = shown.dow.length === 0 && shown.hours.length === 0;
  const litRows = useLit(shown, rowAxis);
  const litColumns = useLit(shown, columnAxis);
  const chosenRows = shown[rowAxis];
  const chosenColumns = shown[columnAxis];
  const held = stroke.held;
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
      data-turned={turned || undefined}
      data-open={nothingChosen || undefined}
      {...stroke.handlers}
      // A press by a helper tool, which sends no pointer.
      onClick={(event) => {
        const place = event.detail === 0 && !disabled ? placeOf(event.target) : null;
        if (place) onPaint(paint(range, place, place, false));
      }}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const place = placeOf(event.target);
        if (place && !samePlace(place, at)) setAt(place);
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) drawing.current = null;
      }}
    >
      <div role="row" className={css.row}>
        <span role="columnheader" className={css.corner}>
          <span className="visually-hidden">{turned ? 'Hour' : 'Day'}</span>
        </span>
        {columns.map(({ value, text, said }, column) => (
          <div
            key={value}
            role="columnheader"
            aria-label={said}
            aria-selected={chosenColumns.includes(value)}
            tabIndex={at.row === -1 && at.column === column ? 0 : -1}
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
          lit={litRows.has(line.value) ? litColumns : NONE}
          focus={at.row === row ? at.column : null}
          turned={turned}
        />
      ))}
      {held && held.start.row >= 0 && held.start.column >= 0 && (
        <div
          aria-hidden="true"
          className={css.frame}
          // Lines of the grid are data; row and column 1 are the heads.
          style={{
            gridRow: `${Math.min(held.start.row, held.end.row) + 2} / ${Math.max(held.start.row, held.end.row) + 3}`,
            gridColumn: `${Math.min(held.start.column, held.end.column) + 2} / ${Math.max(held.start.column, held.end.column) + 3}`,
          }}
        />
      )}
    </div>
  );
}

/** Which of `count` equal parts between two edges a point lies in; beyond them the first or the last. */
const part = (from: number, to: number, point: number, count: number) =>
  clamp(Math.floor(((point - from) / (to - from)) * count), 0, count - 1);

const NONE: ReadonlySet<number> = new Set();
const valueAt = (lines: readonly Line[], index: number) => lines[index]?.value ?? 0;

/** The same set as long as it holds the same, so that rows it says nothing new to are left alone. */
function useLit(range: RedemptionRange, axis: 'dow' | 'hours'): ReadonlySet<number> {
  const key = allowed(range, axis).join();
  return useMemo(() => new Set(key.split(',').map(Number)), [key]);
}
