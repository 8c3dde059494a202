import { type CSSProperties, type MouseEvent, useState } from 'react';
import { flushSync } from 'react-dom';
import { isOdd } from '#catalogue/kinds.ts';
import css from './input.module.css';
import { parseNumber, plainNumber, printNumber } from './number-text.ts';
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

/** A number with its unit inside. Separators show while nobody types; what is typed stays as it is typed. */
export function NumberInput(props: NumberInputProps) {
  const { id, value, empty, onChange, onBlur, unit, invalid, disabled } = props;
  const [focused, setFocused] = useState(false);
  const { draft, hold, drop } = useDraft(value, (held) => textOf(held, focused ? plainNumber : printNumber), same);
  const unitId = `${id}-unit`;

  /** Tab selects everything so that typing replaces it; the separators that go with the focus must not undo that. */
  function showPlain(input: HTMLInputElement) {
    const all = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    flushSync(() => setFocused(true));
    if (all) input.select();
  }

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
        onFocus={(event) => showPlain(event.currentTarget)}
        onBlur={() => {
          setFocused(false);
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
