import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import { formatNumber } from '#catalogue/format.ts';
import { isOdd } from '#catalogue/kinds.ts';
import { IdChips } from './id-chips.tsx';
import { whenLeft } from './control-frame.tsx';
import css from './ids-editor.module.css';
import { joinIds, parseIds, printIds, sameIds } from './ids-text.ts';
import input from './input.module.css';
import { type TypedText, typed } from './types.ts';
import { useDraft } from './use-draft.ts';

export type IdsValue = readonly number[] | TypedText;

interface IdsEditorProps {
  readonly id: string;
  readonly labelledBy: string;
  readonly value: IdsValue;
  readonly onChange: (value: IdsValue) => void;
  readonly onBlur?: () => void;
  /** What an empty list means. */
  readonly none: string;
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
  readonly disabled?: boolean;
  readonly required?: boolean;
}

interface IdsDraft {
  readonly ids: readonly number[];
  /** In the input and not yet closed by a comma; part of the value all the same. */
  readonly pending: string;
  readonly repeated: number;
}

const sameIdsValue = (a: IdsValue, b: IdsValue) =>
  isOdd(a) || isOdd(b) ? isOdd(a) && isOdd(b) && a.text === b.text : sameIds(a, b);

function open(value: IdsValue): IdsDraft {
  if (!isOdd(value)) return { ids: value, pending: '', repeated: 0 };
  const { ids, rest } = parseIds(value.text);
  return { ids, pending: rest, repeated: 0 };
}

/** Ids as chips with an input behind them, or all of them as one text. Takes a paste of thousands. */
export function IdsEditor(props: IdsEditorProps) {
  const { id, value, none, onChange, invalid, disabled } = props;
  const [asText, setAsText] = useState(false);
  const { draft, hold, drop } = useDraft(value, open, sameIdsValue);
  const field = useRef<HTMLInputElement>(null);
  const aria = {
    'aria-labelledby': props.labelledBy,
    'aria-describedby': [`${id}-count`, props.describedBy].filter(Boolean).join(' '),
    'aria-invalid': invalid || undefined,
    'aria-required': props.required || undefined,
  };

  function give(next: IdsDraft) {
    const { ids: more, rest } = parseIds(next.pending);
    const whole = joinIds(next.ids, more);
    const sent = rest === '' ? whole.ids : typed([printIds(next.ids), next.pending].filter(Boolean).join(', '));
    hold(next, sent);
    onChange(sent);
  }

  /** Closes what can be read of the pending text into chips. */
  function close(pending: string) {
    const { ids: more, rest } = parseIds(pending);
    const { ids, repeated } = joinIds(draft.ids, more);
    give({ ids, pending: rest, repeated });
  }

  function type(text: string) {
    if (/[\s,;|]$/u.test(text)) close(text);
    else give({ ...draft, pending: text, repeated: 0 });
  }

  function paste(event: ClipboardEvent<HTMLInputElement>) {
    const text = event.clipboardData.getData('text');
    if (!/[\s,;|]/u.test(text.trim())) return;
    // An input of one line would run the lines of a paste together.
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    close(draft.pending.slice(0, selectionStart ?? undefined) + text + draft.pending.slice(selectionEnd ?? undefined));
  }

  function key(event: KeyboardEvent) {
    if (event.key === 'Enter' && draft.pending.trim() !== '') {
      event.preventDefault();
      close(draft.pending);
    }
    const last = draft.ids.at(-1);
    if (event.key === 'Backspace' && draft.pending === '' && last !== undefined) {
      // The last chip becomes text again, to be corrected rather than lost.
      event.preventDefault();
      give({ ids: draft.ids.slice(0, -1), pending: String(last), repeated: 0 });
    }
  }

  function typeAll(text: string) {
    const { ids, rest } = parseIds(text);
    const { ids: unique, repeated } = joinIds([], ids);
    const sent = rest === '' ? unique : typed(text);
    hold({ ids: unique, pending: text, repeated }, sent);
    onChange(sent);
  }

  const count = draft.ids.length;
  const text = asText
    ? draft.pending !== '' && !isOdd(value)
      ? draft.pending
      : isOdd(value)
        ? value.text
        : printIds(value)
    : '';
  return (
    <div className={input.stack} onBlur={whenLeft(() => props.onBlur?.())}>
      {asText ? (
        <textarea
          id={id}
          className={`${input.field} ${input.input} ${input.wide} ${input.area}`}
          data-invalid={invalid || undefined}
          rows={4}
          value={text}
          onChange={(event) => typeAll(event.currentTarget.value)}
          onBlur={drop}
          disabled={disabled}
          {...aria}
        />
      ) : (
        <div
          className={`${input.field} ${css.box}`}
          data-invalid={invalid || undefined}
          data-disabled={disabled || undefined}
        >
          <IdChips
            ids={draft.ids}
            disabled={disabled ?? false}
            onRemove={(index) => give({ ...draft, ids: draft.ids.toSpliced(index, 1), repeated: 0 })}
            onEmptied={() => field.current?.focus()}
          />
          {(!disabled || count === 0) && (
            <input
              id={id}
              ref={field}
              className={`${input.input} ${css.pending}`}
              type="text"
              inputMode="text"
              autoComplete="off"
              placeholder={count === 0 ? none : undefined}
              value={draft.pending}
              onChange={(event) => type(event.currentTarget.value)}
              onPaste={paste}
              onKeyDown={key}
              onBlur={() => draft.pending.trim() !== '' && close(draft.pending)}
              disabled={disabled}
              {...aria}
            />
          )}
        </div>
      )}
      <div className={input.line}>
        <span
          id={`${id}-count`}
          className={count === 0 ? 'visually-hidden' : input.note}
          role="status"
        >{`${count === 0 ? none : `${formatNumber(count)} ${count === 1 ? 'id' : 'ids'}`}${draft.repeated > 0 ? `, ${formatNumber(draft.repeated)} repeated and left out` : ''}`}</span>
        {!disabled && (count > 1 || asText) && (
          <button
            type="button"
            className={input.textButton}
            onClick={() => {
              drop();
              setAsText(!asText);
            }}
          >
            {asText ? 'Show one by one' : 'Edit as text'}
          </button>
        )}
      </div>
    </div>
  );
}
