import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import type { RedemptionRange } from '#catalogue/model/kinds.ts';
import { type Painted, setAny } from '#domain/windows/range-paint.ts';
import input from '../../../ui/input.module.css';
import { MonthStrip } from './month-strip.tsx';
import css from './range-painter.module.css';
import { WeekGrid } from './week-grid.tsx';

/** Screens too narrow for 24 columns of sufficient width. Keep in sync with range-control.module.css. */
const NARROW = '(max-width: 599.98px), (pointer: coarse)';

/** Props of the week grid and of the month strip. */
export interface PaintProps {
  /** The form value. */
  readonly range: RedemptionRange;
  /** The range to display: the form value, or the result of the drag in progress. */
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

/** A grid to select weekdays and hours, and a strip of days of the month. */
export function RangePainter({ id, range, preview, disabled, onPreview, onChange }: RangePainterProps) {
  // Hours are rows and days are columns.
  const transposed = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  /** Why the last change was refused. Shown until the range changes. */
  const [lastRefusal, setLastRefusal] = useState<{ readonly range: RedemptionRange; readonly why: string } | null>(
    null,
  );
  const refusal = lastRefusal?.range === range ? lastRefusal.why : null;

  function paint({ range: next, refused: why }: Painted) {
    setLastRefusal(why === null ? null : { range, why });
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
      className={`${input.chip} ${css.any}`}
      aria-pressed={parts.shown[axis].length === 0}
      disabled={disabled}
      onClick={() => paint(setAny(range, axis))}
    >
      {text}
    </button>
  );
  return (
    <>
      <div className={`cluster ${css.head}`}>
        <b id={`${id}-week`} className="secondary tabular">
          Weekdays and hours
        </b>
        {any('dow', 'Any day')}
        {any('hours', 'Any hour')}
      </div>
      <WeekGrid
        {...parts}
        key={String(transposed)}
        transposed={transposed}
        labelledBy={`${id}-week`}
        describedBy={`${id}-how`}
      />
      <div className={css.words}>
        <p id={`${id}-how`} className="secondary" hidden={refusal !== null}>
          <span className={css.mouse}>
            Drag to select days and hours, with Shift to add to the selection. Click a day or an hour to add or remove
            it.
          </span>
          <span className={css.finger}>
            Tap a day or an hour to add or remove it. To select several, touch and hold or start sideways, then drag.
          </span>
          <span className="visually-hidden">
            {' Keyboard: arrows move, Space selects, Shift with arrows extends, Escape cancels.'}
          </span>
        </p>
        <p className={css.refusal} role="alert">
          {refusal}
        </p>
      </div>
      <div className={`cluster ${css.head}`}>
        <b id={`${id}-month`} className="secondary tabular">
          Days of the month
        </b>
        {any('dom', 'Any date')}
      </div>
      <MonthStrip {...parts} labelledBy={`${id}-month`} />
    </>
  );
}
