import type { CSSProperties, MouseEvent } from 'react';
import { isOdd } from '#catalogue/kinds.ts';
import css from './input.module.css';
import { parseNumber, printNumber } from './number-text.ts';
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
  readonly invalid: boolean;
  readonly disabled: boolean;
  readonly required: boolean;
  /** Somebody has just asked for this input: it takes the focus when it appears. */
  readonly takesFocus?: boolean;
}

const same = (a: NumberValue, b: NumberValue) => (isOdd(a) && isOdd(b) ? a.text === b.text : Object.is(a, b));

function textOf(value: NumberValue, print: (value: number) => string): string {
  if (value === null) return '';
  return isOdd(value) ? value.text : print(value);
}

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
  const { draft, hold, drop } = useDraft(value, (held) => textOf(held, printNumber), same);
  const unitId = `${id}-unit`;

  function change(text: string) {
    const next = text.trim() === '' ? empty : (parseNumber(text) ?? typed(text));
    hold(text, next);
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
        style={{ '--chars': draft.length + 1 } as CSSProperties}
        type="text"
        inputMode={props.signed ? 'text' : props.integer ? 'numeric' : 'decimal'}
        autoComplete="off"
        value={draft}
        onChange={(event) => change(event.currentTarget.value)}
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
    </span>
  );
}
