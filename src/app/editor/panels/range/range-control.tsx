import { dequal } from 'dequal/lite';
import { Suspense, useState } from 'react';
import { formatRange } from '#catalogue/format.ts';
import { isUnresolved, type RedemptionRange } from '#catalogue/model/kinds.ts';
import { ANY_TIME, PRESETS } from '#domain/windows/range-presets.ts';
import { ControlFrame } from '../../../ui/control-frame.tsx';
import { lazyPart } from '../../../ui/lazy-part.tsx';
import css from './range-control.module.css';
import input from '../../../ui/input.module.css';
import { type ControlProps, labelIdOf } from '../../controls/control-types.ts';

// Below the fold, so loaded lazily. If the load fails, the sentence and the shortcuts still work.
const Painter = lazyPart(
  () => import('./range-painter.tsx'),
  (module) => module.RangePainter,
  { fallback: NotLoaded },
);

function NotLoaded() {
  return (
    <p className="secondary tabular">The grid could not be loaded. Reload the page to choose single days and hours.</p>
  );
}

/** Weekdays, hours and days of the month. All three must match; an empty axis matches always. */
export function RangeControl({ id, label, value, onChange, onBlur, describedBy, disabled }: ControlProps<'range'>) {
  /** The result of the drag in progress. It is written to the form when the drag ends. */
  const [preview, setPreview] = useState<RedemptionRange | null>(null);
  const range = isUnresolved(value) ? ANY_TIME : value;
  const shown = preview ?? range;
  const change = (next: RedemptionRange) => {
    setPreview(null);
    if (isUnresolved(value) || !dequal(next, range)) onChange(next);
  };
  return (
    <ControlFrame
      id={id}
      labelledBy={labelIdOf(id)}
      describedBy={[`${id}-sentence`, describedBy].filter(Boolean).join(' ')}
      onLeave={onBlur}
    >
      <p id={`${id}-sentence`} className="heading tabular" role="status">
        {formatRange(shown)}
      </p>
      {!disabled && (
        <div className="cluster" role="group" aria-label={`${label}: shortcuts`}>
          {PRESETS.map(({ label: text, apply }) => (
            <button
              key={text}
              type="button"
              className={input.chip}
              aria-pressed={dequal(apply(shown), shown)}
              onClick={() => change(apply(range))}
            >
              {text}
            </button>
          ))}
        </div>
      )}
      <div className={css.painter} data-whole-width>
        <Suspense fallback={<div className={css.waiting} aria-hidden="true" />}>
          <Painter
            id={id}
            range={range}
            preview={preview}
            disabled={disabled}
            onPreview={setPreview}
            onChange={change}
          />
        </Suspense>
      </div>
    </ControlFrame>
  );
}
