import { type KeyboardEvent, memo, useRef, useState } from 'react';
import { addRun, type Painted, toggleRun } from '#domain/windows/range-paint.ts';
import { span } from '#domain/windows/range-presets.ts';
import type { PaintProps } from './range-painter.tsx';
import css from './range-painter.module.css';
import { useDragSelection } from './use-drag-selection.ts';

const DATES = span(1, 31);
const LAST = 31;

function dateOf(target: Element | null): number | null {
  const button = target?.closest<HTMLElement>('[data-date]');
  return button ? Number(button.dataset['date']) : null;
}

/** What Shift goes on from: the day that was pressed last, or the one where Shift began. */
interface Anchor {
  readonly day: number;
  /** The days before the press, to which a run from there to here is added, or taken from where the press left its day out. */
  readonly base: readonly number[];
  readonly leavesOut: boolean;
  /** The days after the press and before Shift. */
  readonly pressed: readonly number[];
  /** The days as they were left here; where they are others by now, somebody chose elsewhere. */
  readonly left: readonly number[];
}

const sameDays = (a: readonly number[], b: readonly number[]) => a.join() === b.join();

/** The days of the month, to click or to drag over. One stop for Tab. */
export function MonthStrip({
  range,
  shown,
  disabled,
  onPreview,
  onPaint,
  labelledBy,
}: PaintProps & { labelledBy: string }) {
  const strip = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(1);
  const anchor = useRef<Anchor | null>(null);
  const paint = (start: number, end: number) => toggleRun(range, 'dom', start, end);
  const standing = () => (anchor.current && sameDays(anchor.current.left, range.dom) ? anchor.current : null);

  function press(day: number) {
    const result = paint(day, day);
    const pressed = result.range.dom;
    const leavesOut = range.dom.includes(day);
    anchor.current = result.refused === null ? { day, base: range.dom, leavesOut, pressed, left: pressed } : null;
    onPaint(result);
  }

  function extend({ day, base, leavesOut, pressed }: Omit<Anchor, 'left'>, to: number) {
    const paintRun = leavesOut ? toggleRun : addRun;
    const run: Painted =
      to === day
        ? { range: { ...range, dom: pressed }, refused: null }
        : paintRun({ ...range, dom: base }, 'dom', day, to);
    const result = run.refused === null ? run : { range, refused: run.refused };
    anchor.current = { day, base, leavesOut, pressed, left: result.range.dom };
    onPaint(result);
  }

  /** A press on one day, by whatever means. */
  function choose(day: number, shift: boolean) {
    const from = standing();
    if (shift && from) extend(from, day);
    else press(day);
  }

  const stroke = useDragSelection<number>({
    surface: strip,
    disabled,
    find: (event) => dateOf(event.target as Element), // events of a page come from its elements
    follow: (event, _, end) => dateOf(document.elementFromPoint(event.clientX, event.clientY)) ?? end,
    same: (a, b) => a === b,
    onMove: (start, end) => onPreview(paint(start, end)),
    onEnd: (start, end, shift) => {
      if (start === end) {
        choose(start, shift);
        return;
      }
      anchor.current = null;
      onPaint(paint(start, end));
    },
    onCancel: () => onPreview(null),
  });

  function perLine(): number {
    const tops = [...(strip.current?.children ?? [])].map((child) => child.getBoundingClientRect().top);
    return tops.filter((top) => top === tops[0]).length;
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.metaKey || event.ctrlKey || disabled) {
      // Whatever it does, an undo for instance, the drawing is done.
      anchor.current = null;
      return;
    }
    const steps: Readonly<Record<string, () => number>> = {
      ArrowRight: () => at + 1,
      ArrowLeft: () => at - 1,
      ArrowDown: () => at + perLine(),
      ArrowUp: () => at - perLine(),
      Home: () => 1,
      End: () => LAST,
    };
    const next = steps[event.key]?.();
    if (event.key === 'Escape') {
      const started = standing();
      const drawn = started !== null && !sameDays(started.pressed, started.left);
      anchor.current = null;
      if (!stroke.cancel() && !drawn) return;
      event.stopPropagation();
      if (drawn) onPaint({ range: { ...range, dom: started.pressed }, refused: null });
    }
    // Enter and Space press the day, which asks for the anchor itself.
    const keeps = event.key === 'Shift' || event.key === 'Enter' || event.key === ' ';
    if (!keeps && (next === undefined || !event.shiftKey)) anchor.current = null;
    if (next === undefined) return;
    event.preventDefault();
    if (next < 1 || next > LAST) return;
    setAt(next);
    strip.current?.querySelector<HTMLElement>(`[data-date="${next}"]`)?.focus();
    if (!event.shiftKey) return;
    extend(standing() ?? { day: at, base: range.dom, leavesOut: false, pressed: range.dom }, next);
  }

  return (
    <div
      ref={strip}
      role="toolbar"
      tabIndex={-1}
      aria-labelledby={labelledBy}
      className={css.strip}
      data-open={shown.dom.length === 0 || undefined}
      {...stroke.handlers}
      onFocus={(event) => setAt(dateOf(event.target) ?? at)}
      // A key, or a helper tool that sends no pointer; a pointer was dealt with when it was let go.
      onClick={(event) => {
        const date = event.detail === 0 ? dateOf(event.target as Element) : null; // as above
        if (date !== null) choose(date, event.shiftKey);
      }}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) anchor.current = null;
      }}
    >
      {DATES.map((date) => (
        <DateButton key={date} date={date} pressed={shown.dom.includes(date)} stop={date === at} disabled={disabled} />
      ))}
    </div>
  );
}

interface DateButtonProps {
  readonly date: number;
  readonly pressed: boolean;
  /** Tab stops here. */
  readonly stop: boolean;
  readonly disabled: boolean;
}

const DateButton = memo(function DateButton({ date, pressed, stop, disabled }: DateButtonProps) {
  return (
    <button
      type="button"
      className={css.date}
      aria-label={`Day ${date}`}
      aria-pressed={pressed}
      tabIndex={stop ? 0 : -1}
      disabled={disabled}
      data-date={date}
    >
      {date}
    </button>
  );
});
