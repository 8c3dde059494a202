import { type KeyboardEvent, memo, useRef, useState } from 'react';
import { toggleRun } from '#domain/range-paint.ts';
import { span } from '#domain/range-presets.ts';
import type { PaintProps } from './range-painter.tsx';
import css from './range-painter.module.css';
import { useStroke } from './use-stroke.ts';

const DATES = span(1, 31);
const LAST = 31;

function dateOf(target: Element | null): number | null {
  const button = target?.closest<HTMLElement>('[data-date]');
  return button ? Number(button.dataset['date']) : null;
}

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
  const drawing = useRef<{ readonly start: number; readonly before: PaintProps['range'] } | null>(null);
  const paint = (start: number, end: number) => toggleRun(range, 'dom', start, end);

  const stroke = useStroke<number>({
    disabled,
    find: (event) => dateOf(event.target as Element), // events of a page come from its elements
    follow: (event, _, end) => dateOf(document.elementFromPoint(event.clientX, event.clientY)) ?? end,
    same: (a, b) => a === b,
    onMove: (start, end) => onPreview(paint(start, end)),
    onEnd: (start, end) => {
      drawing.current = null;
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
      drawing.current = null;
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
      const started = drawing.current;
      drawing.current = null;
      if (!stroke.cancel() && !started) return;
      event.stopPropagation();
      if (started) onPaint({ range: started.before, refused: null });
    }
    if (event.key !== 'Shift' && (next === undefined || !event.shiftKey)) drawing.current = null;
    if (next === undefined) return;
    event.preventDefault();
    if (next < 1 || next > LAST) return;
    setAt(next);
    strip.current?.querySelector<HTMLElement>(`[data-date="${next}"]`)?.focus();
    if (!event.shiftKey) return;
    const { start, before } = (drawing.current ??= { start: at, before: range });
    onPaint(start === next ? { range: before, refused: null } : toggleRun(before, 'dom', start, next));
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
        if (date !== null) onPaint(paint(date, date));
      }}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) drawing.current = null;
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
