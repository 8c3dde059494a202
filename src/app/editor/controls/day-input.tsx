import { type CSSProperties, type KeyboardEvent, Suspense, useRef, useState } from 'react';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { addDays, addMonths, dayOf, type Day } from '#values/zone.ts';
import type { DayPresets } from '#domain/windows/day-presets.ts';
import { CalendarIcon } from '../../ui/icons.tsx';
import { useNow } from '../../ui/use-now.ts';
import { parseDay, printDay } from './day-text.ts';
import { ControlFrame } from '../../ui/control-frame.tsx';
import css from '../../ui/input.module.css';
import { labelIdOf, type TypedText, typed } from './control-types.ts';
import { useDraft } from './use-draft.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';

// The calendar and what it needs is larger than the rest of the form together.
const Calendar = lazyPart(
  () => import('./calendar.tsx'),
  (module) => module.CalendarPopover,
);

type DayValue = Day | null | TypedText;

interface DayInputProps {
  readonly id: string;
  readonly label: string;
  readonly value: DayValue;
  /** What stands in the input for the value while nobody types, where that is more than the day. */
  readonly shown?: string | undefined;
  readonly noneLabel: string;
  /** Days one is likely to want. */
  readonly presets: DayPresets;
  readonly clusterZone: string;
  readonly onChange: (value: DayValue) => void;
  readonly onBlur: () => void;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly disabled: boolean;
  readonly required: boolean;
}

const same = (a: DayValue, b: DayValue) => (isUnresolved(a) && isUnresolved(b) ? a.text === b.text : a === b);

const STEPS: Readonly<Record<string, (day: Day) => Day>> = {
  ArrowUp: (day) => addDays(day, 1),
  ArrowDown: (day) => addDays(day, -1),
  PageUp: (day) => addMonths(day, 1),
  PageDown: (day) => addMonths(day, -1),
};

const stop = (event: { stopPropagation: () => void }) => event.stopPropagation();

/** A day as text, as people write it, with presets, a calendar and a way to say that there is none. */
export function DayInput(props: DayInputProps) {
  const { id, label, value, noneLabel, clusterZone, onChange, disabled, invalid } = props;
  const now = useNow();
  const [focused, setFocused] = useState(false);
  const [calendar, setCalendar] = useState<'unused' | 'open' | 'shut'>('unused');
  /** The day that "+7" is counted from: the one that stood there when typing began. */
  const [from, setFrom] = useState<Day | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { draft, hold, drop } = useDraft(value, textOf, same);
  const day = isUnresolved(value) ? null : value;

  function textOf(held: DayValue): string {
    if (held === null) return focused ? '' : noneLabel;
    if (isUnresolved(held)) return held.text;
    return focused ? printDay(held) : (props.shown ?? printDay(held));
  }

  const today = dayOf(now, clusterZone);
  const presets = disabled ? [] : props.presets(day, today);

  function read(text: string, typing: boolean): DayValue {
    if (text.trim().toLowerCase() === noneLabel.toLowerCase()) return null;
    return parseDay(text, { today, from: from ?? today, typing }) ?? typed(text);
  }

  function change(text: string) {
    const next = read(text, true);
    hold(text, next);
    onChange(next);
  }

  /** Sets a day at once, from a key, a preset or the calendar. */
  function pick(next: Day | null) {
    drop();
    setFrom(next);
    onChange(next);
  }

  function shut() {
    setCalendar('shut');
    button.current?.focus({ preventScroll: true });
  }

  function settle() {
    setFocused(false);
    if (isUnresolved(value)) {
      const last = read(value.text, false);
      if (!isUnresolved(last)) onChange(last);
      // Said at once, not only when the presets were left as well.
      else if (value.text.trim() !== '') props.onBlur();
    }
    drop();
  }

  function step(event: KeyboardEvent) {
    const move = STEPS[event.key];
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    pick(day === null ? today : move(day));
  }

  return (
    <ControlFrame id={id} onLeave={props.onBlur}>
      <div className={css.line}>
        <span className={css.field} data-invalid={invalid || undefined} data-disabled={disabled || undefined}>
          <input
            id={`${id}-input`}
            className={`${css.input} ${css.measured}`}
            // The width is data; the sheet reads it as a variable.
            style={{ '--chars': Math.max(draft.length, 14) } as CSSProperties}
            type="text"
            autoComplete="off"
            spellCheck={false}
            placeholder={focused ? '6 Dec 2026' : undefined}
            value={draft}
            onChange={(event) => change(event.currentTarget.value)}
            onFocus={(event) => {
              setFocused(true);
              setFrom(day);
              event.currentTarget.select();
            }}
            onBlur={settle}
            onKeyDown={step}
            disabled={disabled}
            aria-labelledby={labelIdOf(id)}
            aria-describedby={props.describedBy}
            aria-invalid={invalid || undefined}
            aria-required={props.required || undefined}
          />
          <button
            ref={button}
            type="button"
            className={css.iconButton}
            aria-label={`Calendar: ${label}`}
            aria-haspopup="dialog"
            aria-expanded={calendar === 'open'}
            disabled={disabled}
            // Else pressing it would count as a click outside, which shuts, before the click opens again.
            onMouseDown={stop}
            onTouchStart={stop}
            onClick={() => setCalendar(calendar === 'open' ? 'shut' : 'open')}
          >
            <CalendarIcon size={17} />
          </button>
          {calendar !== 'unused' && (
            <Suspense>
              <Calendar
                opened={calendar === 'open'}
                label={label}
                day={day}
                today={today}
                onPick={(next) => {
                  pick(next);
                  shut();
                }}
                onClose={shut}
              />
            </Suspense>
          )}
        </span>
        {focused && day !== null && draft !== printDay(day) && (
          <span className={css.note} role="status">
            {printDay(day)}
          </span>
        )}
      </div>
      {!disabled && (
        <div className={css.chips} role="group" aria-label={`${label}: shortcuts`}>
          {presets.map((preset) => (
            <button
              key={preset.label}
              type="button"
              className={css.chip}
              title={printDay(preset.day)}
              onClick={() => pick(preset.day)}
            >
              {preset.label}
            </button>
          ))}
          <button type="button" className={css.chip} aria-pressed={value === null} onClick={() => pick(null)}>
            {noneLabel}
          </button>
        </div>
      )}
    </ControlFrame>
  );
}
