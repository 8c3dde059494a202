import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import { formatNumber } from '#values/number-format.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { IdChips } from './id-chips.tsx';
import { whenLeft } from '../../ui/control-frame.tsx';
import css from './ids-editor.module.css';
import { joinIds, parseIds, printIds, sameIds } from './ids-text.ts';
import input from '../../ui/input.module.css';
import { type TypedText, typed } from './control-types.ts';
import { useDraft } from './use-draft.ts';

export type IdsValue = readonly number[] | TypedText;

interface IdsEditorProps {
  readonly id: string;
  readonly labelledBy: string;
  readonly value: IdsValue;
  readonly onChange: (value: IdsValue) => void;
  readonly onBlur?: () => void;
  /** The meaning of an empty list. */
  readonly none: string;
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
  readonly disabled?: boolean;
  readonly required?: boolean;
}

interface IdsDraft {
  readonly ids: readonly number[];
  /** Text in the input without a separator after it. It is part of the value. */
  readonly pending: string;
  readonly repeated: number;
}

const sameIdsValue = (a: IdsValue, b: IdsValue) =>
  isUnresolved(a) || isUnresolved(b) ? isUnresolved(a) && isUnresolved(b) && a.text === b.text : sameIds(a, b);

function draftOf(value: IdsValue): IdsDraft {
  if (!isUnresolved(value)) return { ids: value, pending: '', repeated: 0 };
  const { ids, rest } = parseIds(value.text);
  return { ids, pending: rest, repeated: 0 };
}

/** Ids as chips with an input, or all as one text. Handles a paste of thousands of ids. */
export function IdsEditor(props: IdsEditorProps) {
  const { id, value, none, onChange, invalid, disabled } = props;
  const [asText, setAsText] = useState(false);
  const { draft, hold, drop } = useDraft(value, draftOf, sameIdsValue);
  const inputRef = useRef<HTMLInputElement>(null);
  const aria = {
    'aria-labelledby': props.labelledBy,
    'aria-describedby': [`${id}-count`, props.describedBy].filter(Boolean).join(' '),
    'aria-invalid': invalid || undefined,
    'aria-required': props.required || undefined,
  };

  function update(next: IdsDraft) {
    const { ids: parsed, rest } = parseIds(next.pending);
    const joined = joinIds(next.ids, parsed);
    const sent = rest === '' ? joined.ids : typed([printIds(next.ids), next.pending].filter(Boolean).join(', '));
    hold(next, sent);
    onChange(sent);
  }

  /** Turns the readable part of the pending text into chips. */
  function commit(pending: string) {
    const { ids: parsed, rest } = parseIds(pending);
    const { ids, repeated } = joinIds(draft.ids, parsed);
    update({ ids, pending: rest, repeated });
  }

  function onType(text: string) {
    if (/[\s,;|]$/u.test(text)) commit(text);
    else update({ ...draft, pending: text, repeated: 0 });
  }

  function paste(event: ClipboardEvent<HTMLInputElement>) {
    const text = event.clipboardData.getData('text');
    if (!/[\s,;|]/u.test(text.trim())) return;
    // A single-line input would join the pasted lines.
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    commit(draft.pending.slice(0, selectionStart ?? undefined) + text + draft.pending.slice(selectionEnd ?? undefined));
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && draft.pending.trim() !== '') {
      event.preventDefault();
      commit(draft.pending);
    }
    const last = draft.ids.at(-1);
    if (event.key === 'Backspace' && draft.pending === '' && last !== undefined) {
      // Turn the last chip back into text, so that it can be corrected.
      event.preventDefault();
      update({ ids: draft.ids.slice(0, -1), pending: String(last), repeated: 0 });
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
    ? draft.pending !== '' && !isUnresolved(value)
      ? draft.pending
      : isUnresolved(value)
        ? value.text
        : printIds(value)
    : '';
  return (
    <div className="stack" onBlur={whenLeft(() => props.onBlur?.())}>
      {asText ? (
        <textarea
          id={id}
          className={`${input.field} ${input.wide} ${input.area}`}
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
            onRemove={(index) => update({ ...draft, ids: draft.ids.toSpliced(index, 1), repeated: 0 })}
            onEmptied={() => inputRef.current?.focus()}
          />
          {(!disabled || count === 0) && (
            <input
              id={id}
              ref={inputRef}
              className={`${input.input} ${css.pending}`}
              type="text"
              inputMode="text"
              autoComplete="off"
              placeholder={count === 0 ? none : undefined}
              value={draft.pending}
              onChange={(event) => onType(event.currentTarget.value)}
              onPaste={paste}
              onKeyDown={onKeyDown}
              onBlur={() => draft.pending.trim() !== '' && commit(draft.pending)}
              disabled={disabled}
              {...aria}
            />
          )}
        </div>
      )}
      <div className="cluster">
        <span
          id={`${id}-count`}
          className={count === 0 ? 'visually-hidden' : 'secondary tabular'}
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
