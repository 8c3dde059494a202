import type { ChangeEvent, CSSProperties, MouseEvent } from 'react';
import { isOdd } from '#catalogue/kinds.ts';
import { type NumberReading, printNumber, readNumber } from '#catalogue/number-text.ts';
import css from './input.module.css';
import { type TypedText, typed } from './types.ts';
import { useDraft } from './use-draft.ts';

type NumberValue = number | null | TypedText;

interface NumberInputProps {
  readonly id: string;
  readonly labelledBy: string;
  readonly describedBy: string | undefined;
  readonly value: NumberValue;
  /** What an empty input stands for. */
  readonly empty: null | TypedText;
  readonly onChange: (value: NumberValue) => void;
  readonly onBlur?: () => void;
  readonly integer: boolean;
  readonly signed: boolean;
  readonly unit: string;
  /** Of all money, to know its other names in a typed text. */
  readonly currency: string;
  readonly invalid: boolean;
  readonly disabled: boolean;
  readonly required: boolean;
  /** Somebody has just asked for this input: it takes the focus when it appears. */
  readonly takesFocus?: boolean;
}

const same = (a: NumberValue, b: NumberValue) => (isOdd(a) && isOdd(b) ? a.text === b.text : Object.is(a, b));

interface Draft {
  readonly text: string;
  /** It stood there printed, and no separator of somebody's own has come to it since. */
  readonly printed: boolean;
  readonly said: string | null;
}

function draftOf(value: NumberValue): Draft {
  if (isOdd(value)) return { text: value.text, printed: false, said: null };
  return { text: value === null ? '' : printNumber(value), printed: true, said: null };
}

/** Whether a change leaves the separators what they were: digits were typed or taken away. A paste brings its own. */
function staysPrinted({ text, printed }: Draft, { nativeEvent }: ChangeEvent<HTMLInputElement>): boolean {
  if (!printed || !(nativeEvent instanceof InputEvent)) return false;
  const { inputType, data } = nativeEvent;
  if (inputType !== 'insertText') return inputType.startsWith('delete');
  // A point behind printed thousands is a decimal one.
  return /^\d*$/u.test(data ?? '') || (data === '.' && text.includes(','));
}

const isNumber = (reading: NumberReading | null) => reading !== null && 'value' in reading;

/** The unit and the space beside it belong to the input. */
function focusInput(event: MouseEvent<HTMLElement>) {
  event.currentTarget.querySelector('input')?.focus();
}

function takeFocus(input: HTMLInputElement | null) {
  input?.focus();
  input?.select();
}

/** A number with its unit inside. Separators show until somebody types, and what is typed stays as it is typed: the text never changes under a selection. */
export function NumberInput(props: NumberInputProps) {
  const { id, value, empty, onChange, onBlur, unit, invalid, disabled } = props;
  const { draft, hold, drop } = useDraft(value, draftOf, same);
  const unitId = `${id}-unit`;

  function change(event: ChangeEvent<HTMLInputElement>) {
    const text = event.currentTarget.value;
    const printed = staysPrinted(draft, event);
    const reading = readNumber(text, { whole: props.integer, printed, unit, currency: props.currency });
    const next = text.trim() === '' ? empty : isNumber(reading) ? reading.value : typed(text);
    hold({ text, printed, said: isNumber(reading) ? reading.said : null }, next);
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
        // The width is data; the sheet reads it as a variable.
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
        <span id={unitId} className={css.unit}>
          {unit}
        </span>
      )}
      <span className={css.said} role="status">
        {draft.said !== null && `read as ${draft.said}`}
      </span>
    </span>
  );
}
