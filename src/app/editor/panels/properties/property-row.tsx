import { type KeyboardEvent, useRef, useState } from 'react';
import { formatNumber } from '#values/number-format.ts';
import type { Property } from '#catalogue/model/kinds.ts';
import { LONGEST_PROPERTY, type RowIssue } from '#domain/targets/property-rows.ts';
import { afterPress } from '../../../ui/after-press.ts';
import { CrossIcon } from '../../../ui/icons.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useListbox } from '../../../ui/use-listbox.ts';
import input from '../../../ui/input.module.css';
import css from './properties-editor.module.css';

/** From this length on the row shows a character count. */
const COUNT_FROM = LONGEST_PROPERTY - 100;

interface PropertyRowProps {
  readonly id: string;
  /** Label of the whole control. */
  readonly label: string;
  readonly index: number;
  readonly row: Property;
  readonly issues: readonly RowIssue[];
  /** Suggested names, computed when the list opens. */
  readonly names: () => readonly string[];
  /** The field shows an error, so unfinished rows show their issues too. */
  readonly showAllIssues: boolean;
  readonly disabled: boolean;
  readonly onChange: (change: Partial<Property>) => void;
  readonly onRemove: () => void;
}

export function PropertyRow(props: PropertyRowProps) {
  const { id, label, index, row, issues, names, showAllIssues, disabled, onChange, onRemove } = props;
  const text = useRef<HTMLTextAreaElement>(null);
  const [hasOpened, setHasOpened] = useState(false);
  const [typing, setTyping] = useState(false);
  const choices = hasOpened ? names() : [];
  const list = useListbox({ id: `${id}-names`, count: choices.length, onPick: pick });

  // A new row shows no errors yet.
  const shown = issues.filter(({ part }) => part === 'value' || (!typing && (showAllIssues || row.key.trim() !== '')));
  const isInvalid = (part: RowIssue['part']) =>
    shown.some((issue) => issue.part === part && issue.severity === 'error') || undefined;
  const describedBy = shown.length > 0 ? `${id}-remarks` : undefined;

  function pick(position: number) {
    const name = choices[position];
    if (name === undefined) return;
    onChange({ key: name });
    list.close();
    text.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    setHasOpened(true);
    if (list.onKey(event)) return;
    if (event.key !== 'Enter') return;
    event.preventDefault();
    text.current?.focus();
  }

  const name = row.key.trim() === '' ? `row ${index + 1}` : row.key;
  return (
    <li className={css.row}>
      <div className={css.key}>
        <span className={input.field} data-invalid={isInvalid('name')} data-disabled={disabled || undefined}>
          <input
            className={input.input}
            type="text"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            placeholder="Name"
            aria-label={`${label}, name ${index + 1}`}
            aria-invalid={isInvalid('name')}
            aria-describedby={describedBy}
            value={row.key}
            disabled={disabled}
            onChange={(event) => {
              setHasOpened(true);
              setTyping(true);
              list.open();
              list.activate(-1);
              onChange({ key: event.currentTarget.value });
            }}
            onBlur={() => {
              afterPress(() => setTyping(false));
              list.close();
            }}
            onKeyDown={onKeyDown}
            {...list.inputProps}
            onClick={() => {
              setHasOpened(true);
              list.open();
            }}
          />
        </span>
        {list.isOpen && choices.length > 0 && (
          <div
            id={`${id}-names`}
            role="listbox"
            aria-label="Names of the organisation"
            className={`popup surface float ${css.names}`}
          >
            {choices.map((choice, position) => (
              <div
                key={choice}
                {...list.optionProps(position)}
                aria-selected={choice === row.key}
                className="popup-option"
              >
                {choice}
              </div>
            ))}
          </div>
        )}
      </div>
      <textarea
        ref={text}
        className={`${input.field} ${input.area} ${css.value}`}
        rows={1}
        autoComplete="off"
        placeholder="Empty"
        aria-label={`${label}, value of ${name}`}
        aria-describedby={describedBy}
        data-disabled={disabled || undefined}
        value={row.value}
        disabled={disabled}
        onChange={(event) => onChange({ value: event.currentTarget.value })}
      />
      {!disabled && (
        <button type="button" className={`icon-button ${css.remove}`} aria-label={`Remove ${name}`} onClick={onRemove}>
          <CrossIcon size={15} />
        </button>
      )}
      {row.value.length >= COUNT_FROM && row.value.length <= LONGEST_PROPERTY && (
        <span
          className={`secondary tabular ${css.below}`}
        >{`${formatNumber(row.value.length)} of ${LONGEST_PROPERTY} characters`}</span>
      )}
      {shown.length > 0 && (
        <div id={`${id}-remarks`} className={css.below}>
          {shown.map(({ severity, message }) => (
            <Notice key={message} tone={severity === 'error' ? 'error' : 'warn'}>
              {message}
            </Notice>
          ))}
        </div>
      )}
    </li>
  );
}
