import { formatRange } from '#catalogue/format.ts';
import { isOdd, type RedemptionRange } from '#catalogue/kinds.ts';
import { ControlFrame } from './control-frame.tsx';
import css from './input.module.css';
import { RangeAxis } from './range-axis.tsx';
import { type ControlProps, labelIdOf } from './types.ts';

const ANY: RedemptionRange = { dom: [], dow: [], hours: [] };
const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

const PRESETS: readonly (readonly [string, (range: RedemptionRange) => RedemptionRange])[] = [
  ['Weekdays', (range) => ({ ...range, dow: span(1, 5) })],
  ['Weekends', (range) => ({ ...range, dow: [6, 7] })],
  ['Office hours', (range) => ({ ...range, dow: span(1, 5), hours: span(9, 17) })],
  ['Any time', () => ANY],
];

const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const AXES = [
  {
    axis: 'dow',
    label: 'Weekdays',
    any: 'Any day',
    items: DAY_NAMES.map((name, index) => ({ value: index + 1, text: name.slice(0, 3), said: name })),
  },
  {
    axis: 'hours',
    label: 'Hours',
    any: 'Any hour',
    items: span(0, 23).map((hour) => ({ value: hour, text: String(hour), said: `${hour}:00 to ${hour}:59` })),
  },
  {
    axis: 'dom',
    label: 'Days of the month',
    any: 'Any date',
    items: span(1, 31).map((day) => ({ value: day, text: String(day), said: `Day ${day}` })),
  },
] as const;

/** Weekdays, hours and days of the month; all three must match, and an axis without a choice matches always. */
export function RangeControl(props: ControlProps<'range'>) {
  const { id, value, onChange, onBlur, describedBy, disabled } = props;
  const range = isOdd(value) ? ANY : value;
  return (
    <ControlFrame
      id={id}
      labelledBy={labelIdOf(id)}
      describedBy={[`${id}-sentence`, describedBy].filter(Boolean).join(' ')}
      onLeave={onBlur}
    >
      {!disabled && (
        <div className={css.chips}>
          {PRESETS.map(([text, make]) => (
            <button key={text} type="button" className={css.chip} onClick={() => onChange(make(range))}>
              {text}
            </button>
          ))}
        </div>
      )}
      {AXES.map(({ axis, label, any, items }) => (
        <RangeAxis
          key={axis}
          label={label}
          any={any}
          items={items}
          pressed={range[axis]}
          disabled={disabled}
          onChange={(pressed) => onChange({ ...range, [axis]: pressed })}
        />
      ))}
      <p id={`${id}-sentence`} role="status">
        {formatRange(range)}
      </p>
    </ControlFrame>
  );
}
