import { type CSSProperties, type KeyboardEvent, Suspense, useRef, useState } from 'react';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { addDays, addMonths, dayOf, type Day } from '#values/zone.ts';
import type { DayPresets } from '#domain/windows/day-presets.ts';
import { CalendarIcon } from '../../ui/icons.tsx';
import { useNow } from '../../ui/use-now.ts';
import { contradictsWeekday, parseDay, printDay, weekdayText } from './day-text.ts';
import { ControlFrame } from '../../ui/control-frame.tsx';
import css from '../../ui/input.module.css';
import { labelIdOf, type TypedText, typed } from './control-types.ts';
import { useDraft } from './use-draft.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';

// The calendar and its dependencies are larger than the rest of the form.
const Calendar = lazyPart(
  () => import('./calendar.tsx'),
  (module) => module.CalendarPopover,
);

type DayValue = Day | null | TypedText;

interface DayInputProps {
  readonly id: string;
  readonly label: string;
  readonly value: DayValue;
  /** Text of the value while the input has no focus, if it is more than the day. */
  readonly shown?: string | undefined;
  readonly noneLabel: string;
  /** Shortcut buttons for common days. */
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

/** A day in free text, with presets, a calendar and a button for no day. */
export function DayInput(props: DayInputProps) {
  const { id, label, value, noneLabel, clusterZone, onChange, disabled, invalid } = props;
  const now = useNow();
  const [focused, setFocused] = useState(false);
  const [calendar, setCalendar] = useState<'notLoaded' | 'open' | 'closed'>('notLoaded');
  /** Base of relative input such as "+7": the day in the input when typing began. */
  const [from, setFrom] = useState<Day | null>(null);
  /** The day that was typed with the weekday of another day. */
  const [misnamed, setMisnamed] = useState<Day | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { draft, hold, drop } = useDraft(value, textOf, same);
  const day = isUnresolved(value) ? null : value;

  function textOf(current: DayValue): string {
    if (current === null) return focused ? '' : noneLabel;
    if (isUnresolved(current)) return current.text;
    return focused ? printDay(current) : (props.shown ?? printDay(current));
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
    setMisnamed(next !== null && !isUnresolved(next) && contradictsWeekday(text, next) ? next : null);
    onChange(next);
  }

  /** Sets a day from a key, a preset or the calendar. */
  function pick(next: Day | null) {
    drop();
    setFrom(next);
    onChange(next);
  }

  function closeCalendar() {
    setCalendar('closed');
    button.current?.focus({ preventScroll: true });
  }

  function finishTyping() {
    setFocused(false);
    if (isUnresolved(value)) {
      const final = read(value.text, false);
      if (!isUnresolved(final)) onChange(final);
      // Show the error now, not only when the focus leaves the presets too.
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
      <div className="cluster">
        <span className={css.field} data-invalid={invalid || undefined} data-disabled={disabled || undefined}>
          <input
            id={`${id}-input`}
            className={`${css.input} ${css.measured}`}
            // The stylesheet computes the width from this variable.
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
            onBlur={finishTyping}
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
            className="icon-button"
            aria-label={`Calendar: ${label}`}
            aria-haspopup="dialog"
            aria-expanded={calendar === 'open'}
            disabled={disabled}
            // Otherwise the press counts as a click outside and closes the calendar, and the click opens it again.
            onMouseDown={stop}
            onTouchStart={stop}
            onClick={() => setCalendar(calendar === 'open' ? 'closed' : 'open')}
          >
            <CalendarIcon size={17} />
          </button>
          {calendar !== 'notLoaded' && (
            <Suspense>
              <Calendar
                opened={calendar === 'open'}
                label={label}
                day={day}
                today={today}
                onPick={(next) => {
                  pick(next);
                  closeCalendar();
                }}
                onClose={closeCalendar}
              />
            </Suspense>
          )}
        </span>
        {day !== null && (misnamed === day || (focused && draft !== printDay(day))) && (
          <span className="secondary tabular" role="status">
            {misnamed === day ? weekdayText(day) : printDay(day)}
          </span>
        )}
      </div>
      {!disabled && (
        <div className="cluster" role="group" aria-label={`${label}: shortcuts`}>
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
