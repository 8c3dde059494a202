import type { ChangeEvent, CSSProperties, MouseEvent } from 'react';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { type NumberReading, printNumber, readNumber } from '#values/number-text.ts';
import css from '../../ui/input.module.css';
import { type TypedText, typed } from './control-types.ts';
import { useDraft } from './use-draft.ts';

type NumberValue = number | null | TypedText;

interface NumberInputProps {
  readonly id: string;
  readonly labelledBy: string;
  readonly describedBy: string | undefined;
  readonly value: NumberValue;
  /** The value of an empty input. */
  readonly empty: null | TypedText;
  readonly onChange: (value: NumberValue) => void;
  readonly onBlur?: () => void;
  readonly integer: boolean;
  readonly signed: boolean;
  readonly unit: string;
  /** ISO currency code, to recognise currency names in typed text. */
  readonly currency: string;
  readonly invalid: boolean;
  readonly disabled: boolean;
  readonly required: boolean;
  /** Focus the input when it appears. */
  readonly takesFocus?: boolean;
}

const same = (a: NumberValue, b: NumberValue) =>
  isUnresolved(a) && isUnresolved(b) ? a.text === b.text : Object.is(a, b);

interface Draft {
  readonly text: string;
  /** The app formatted the text, and the user has typed no separator since. */
  readonly printed: boolean;
  readonly readAs: string | null;
}

function draftOf(value: NumberValue): Draft {
  if (isUnresolved(value)) return { text: value.text, printed: false, readAs: null };
  return { text: value === null ? '' : printNumber(value), printed: true, readAs: null };
}

/**
 * True if the user typed or deleted only digits, so that the app's separators remain. A paste has its own separators.
 */
function staysPrinted({ text, printed }: Draft, { nativeEvent }: ChangeEvent<HTMLInputElement>): boolean {
  if (!printed || !(nativeEvent instanceof InputEvent)) return false;
  const { inputType, data } = nativeEvent;
  if (inputType !== 'insertText') return inputType.startsWith('delete');
  // A point after printed thousands separators is a decimal point.
  return /^\d*$/u.test(data ?? '') || (data === '.' && text.includes(','));
}

const isNumber = (reading: NumberReading | null) => reading !== null && 'value' in reading;

/** A click on the unit or the space around it focuses the input. */
function focusInput(event: MouseEvent<HTMLElement>) {
  event.currentTarget.querySelector('input')?.focus();
}

function takeFocus(input: HTMLInputElement | null) {
  input?.focus();
  input?.select();
}

/**
 * A number input with its unit. Separators show until the user types. Typed text is never reformatted while the input
 * has focus.
 */
export function NumberInput(props: NumberInputProps) {
  const { id, value, empty, onChange, onBlur, unit, invalid, disabled } = props;
  const { draft, hold, drop } = useDraft(value, draftOf, same);
  const unitId = `${id}-unit`;

  function change(event: ChangeEvent<HTMLInputElement>) {
    const text = event.currentTarget.value;
    const printed = staysPrinted(draft, event);
    const reading = readNumber(text, { whole: props.integer, printed, unit, currency: props.currency });
    const next = text.trim() === '' ? empty : isNumber(reading) ? reading.value : typed(text);
    hold({ text, printed, readAs: isNumber(reading) ? reading.readAs : null }, next);
    onChange(next);
  }

  return (
    <span
      className={css.field}
      role="presentation"
      onClick={focusInput}
      data-invalid={invalid || undefined}
      data-disabled={disabled || undefined}
    >
      <input
        id={id}
        ref={props.takesFocus ? takeFocus : undefined}
        className={`${css.input} ${css.measured}`}
        // The stylesheet computes the width from this variable.
        style={{ '--chars': draft.text.length + 1 } as CSSProperties}
        type="text"
        inputMode={props.signed ? 'text' : props.integer ? 'numeric' : 'decimal'}
        autoComplete="off"
        value={draft.text}
        onChange={change}
        onBlur={() => {
          drop();
          onBlur?.();
        }}
        disabled={disabled}
        aria-labelledby={props.labelledBy}
        aria-describedby={[unit && unitId, props.describedBy].filter(Boolean).join(' ') || undefined}
        aria-invalid={invalid || undefined}
        aria-required={props.required || undefined}
      />
      {unit !== '' && (
        <span id={unitId} className={`secondary ${css.unit}`}>
          {unit}
        </span>
      )}
      <span className={`secondary tabular ${css.status}`} role="status">
        {draft.readAs !== null && `read as ${draft.readAs}`}
      </span>
    </span>
  );
}
