import { dequal } from 'dequal/lite';
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

/** Start of a Shift selection: the day pressed last, or the focused day when Shift began. */
interface Anchor {
  readonly day: number;
  /** The days before the press. The run from the anchor is added to them, or removed if the press removed its day. */
  readonly base: readonly number[];
  readonly removes: boolean;
  /** The days after the press, before Shift. */
  readonly afterPress: readonly number[];
  /**
   * The days after the last selection here. If the form value differs, it was changed elsewhere and the anchor is void.
   */
  readonly result: readonly number[];
}

/** The days of the month, to click or drag over. The strip is one tab stop. */
export function MonthStrip({
  range,
  shown,
  disabled,
  onPreview,
  onPaint,
  labelledBy,
}: PaintProps & { labelledBy: string }) {
  const strip = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(1);
  const anchor = useRef<Anchor | null>(null);
  const paint = (start: number, end: number) => toggleRun(range, 'dom', start, end);
  const validAnchor = () => (anchor.current && dequal(anchor.current.result, range.dom) ? anchor.current : null);

  function press(day: number) {
    const painted = paint(day, day);
    const afterPress = painted.range.dom;
    const removes = range.dom.includes(day);
    anchor.current =
      painted.refused === null ? { day, base: range.dom, removes, afterPress, result: afterPress } : null;
    onPaint(painted);
  }

  function extend({ day, base, removes, afterPress }: Omit<Anchor, 'result'>, to: number) {
    const paintRun = removes ? toggleRun : addRun;
    const run: Painted =
      to === day
        ? { range: { ...range, dom: afterPress }, refused: null }
        : paintRun({ ...range, dom: base }, 'dom', day, to);
    const painted = run.refused === null ? run : { range, refused: run.refused };
    anchor.current = { day, base, removes, afterPress, result: painted.range.dom };
    onPaint(painted);
  }

  /** Handles a press on one day by pointer, key or assistive technology. */
  function choose(day: number, shift: boolean) {
    const from = validAnchor();
    if (shift && from) extend(from, day);
    else press(day);
  }

  const drag = useDragSelection<number>({
    surface: strip,
    disabled,
    find: (event) => dateOf(event.target as Element), // pointer events on the strip always target an element
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

  function daysPerLine(): number {
    const tops = [...(strip.current?.children ?? [])].map((child) => child.getBoundingClientRect().top);
    return tops.filter((top) => top === tops[0]).length;
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.metaKey || event.ctrlKey || disabled) {
      // A shortcut, undo for instance, ends the selection.
      anchor.current = null;
      return;
    }
    const steps: Readonly<Record<string, () => number>> = {
      ArrowRight: () => focused + 1,
      ArrowLeft: () => focused - 1,
      ArrowDown: () => focused + daysPerLine(),
      ArrowUp: () => focused - daysPerLine(),
      Home: () => 1,
      End: () => LAST,
    };
    const next = steps[event.key]?.();
    if (event.key === 'Escape') {
      const started = validAnchor();
      const hasSelected = started !== null && !dequal(started.afterPress, started.result);
      anchor.current = null;
      if (!drag.cancel() && !hasSelected) return;
      event.stopPropagation();
      if (hasSelected) onPaint({ range: { ...range, dom: started.afterPress }, refused: null });
    }
    // Enter and Space press the day, and the press needs the anchor.
    const keepsAnchor = event.key === 'Shift' || event.key === 'Enter' || event.key === ' ';
    if (!keepsAnchor && (next === undefined || !event.shiftKey)) anchor.current = null;
    if (next === undefined) return;
    event.preventDefault();
    if (next < 1 || next > LAST) return;
    setFocused(next);
    strip.current?.querySelector<HTMLElement>(`[data-date="${next}"]`)?.focus();
    if (!event.shiftKey) return;
    extend(validAnchor() ?? { day: focused, base: range.dom, removes: false, afterPress: range.dom }, next);
  }

  return (
    <div
      ref={strip}
      role="toolbar"
      tabIndex={-1}
      aria-labelledby={labelledBy}
      className={css.strip}
      data-open={shown.dom.length === 0 || undefined}
      {...drag.handlers}
      onFocus={(event) => setFocused(dateOf(event.target) ?? focused)}
      // Keys and assistive technology send clicks without pointer events. Pointer presses are handled on release.
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
        <DateButton
          key={date}
          date={date}
          pressed={shown.dom.includes(date)}
          isTabStop={date === focused}
          disabled={disabled}
        />
      ))}
    </div>
  );
}

interface DateButtonProps {
  readonly date: number;
  readonly pressed: boolean;
  readonly isTabStop: boolean;
  readonly disabled: boolean;
}

const DateButton = memo(function DateButton({ date, pressed, isTabStop, disabled }: DateButtonProps) {
  return (
    <button
      type="button"
      className={css.date}
      aria-label={`Day ${date}`}
      aria-pressed={pressed}
      tabIndex={isTabStop ? 0 : -1}
      disabled={disabled}
      data-date={date}
    >
      {date}
    </button>
  );
});
