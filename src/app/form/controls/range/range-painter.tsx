import { useState } from 'react';
import type { RedemptionRange } from '#catalogue/kinds.ts';
import { type Painted, setAny } from '#domain/range-paint.ts';
import input from '../input.module.css';
import { MonthStrip } from './month-strip.tsx';
import css from './range-painter.module.css';
import { useTurned } from './use-turned.ts';
import { WeekGrid } from './week-grid.tsx';

/** What both the week and the days of the month are given. */
export interface PaintProps {
  /** What the form holds. */
  readonly range: RedemptionRange;
  /** What to draw: the range, or what the stroke in progress would make of it. */
  readonly shown: RedemptionRange;
  readonly disabled: boolean;
  readonly onPreview: (painted: Painted | null) => void;
  readonly onPaint: (painted: Painted) => void;
}

interface RangePainterProps {
  readonly id: string;
  readonly range: RedemptionRange;
  readonly preview: RedemptionRange | null;
  readonly disabled: boolean;
  readonly onPreview: (preview: RedemptionRange | null) => void;
  readonly onChange: (range: RedemptionRange) => void;
}

/** A week to draw days and hours in, and the days of the month that narrow it. */
export function RangePainter({ id, range, preview, disabled, onPreview, onChange }: RangePainterProps) {
  const turned = useTurned();
  /** Said about one range, and no longer than that one stands. */
  const [refused, setRefused] = useState<{ readonly about: RedemptionRange; readonly why: string } | null>(null);
  const refusal = refused?.about === range ? refused.why : null;

  function paint({ range: next, refused: why }: Painted) {
    setRefused(why === null ? null : { about: range, why });
    onChange(next);
  }

  const parts: PaintProps = {
    range,
    shown: preview ?? range,
    disabled,
    onPreview: (painted) => onPreview(painted?.range ?? null),
    onPaint: paint,
  };
  const any = (axis: keyof RedemptionRange, text: string) => (
    <button
      type="button"
      className={css.any}
      aria-pressed={parts.shown[axis].length === 0}
      disabled={disabled}
      onClick={() => paint(setAny(range, axis))}
    >
      {text}
    </button>
  );
  return (
    <>
      <div className={css.head}>
        <span id={`${id}-week`} className={css.name}>
          Weekdays and hours
        </span>
        {any('dow', 'Any day')}
        {any('hours', 'Any hour')}
      </div>
      <WeekGrid {...parts} key={String(turned)} turned={turned} labelledBy={`${id}-week`} describedBy={`${id}-how`} />
      <div className={css.words}>
        <p id={`${id}-how`} className={input.note} hidden={refusal !== null}>
          <span className={css.mouse}>
            Drag to draw the days and hours anew, with Shift to add more. Click a day or an hour to add it or leave it
            out.
          </span>
          <span className={css.finger}>
            Tap a day or an hour to add it or leave it out. To draw them anew, hold for a moment or set out sideways,
            then drag.
          </span>
          <span className="visually-hidden">
            {' By keyboard: arrows move, Space chooses, Shift with arrows draws, Escape takes the drawing back.'}
          </span>
        </p>
        <p className={css.refusal} role="alert">
          {refusal}
        </p>
      </div>
      <div className={css.head}>
        <span id={`${id}-month`} className={css.name}>
          Days of the month
        </span>
        {any('dom', 'Any date')}
      </div>
      <MonthStrip {...parts} labelledBy={`${id}-month`} />
    </>
  );
}
