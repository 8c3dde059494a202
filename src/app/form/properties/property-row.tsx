import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { formatNumber } from '#catalogue/format.ts';
import type { Property } from '#catalogue/kinds.ts';
import { LONGEST_PROPERTY, type RowRemark } from '#domain/property-rows.ts';
import { afterPress } from '../../ui/after-press.ts';
import { CrossIcon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useListbox } from '../../ui/use-listbox.ts';
import input from '../controls/input.module.css';
import css from './properties-editor.module.css';

/** From this length on the row counts. */
const NEARLY = LONGEST_PROPERTY - 100;

interface PropertyRowProps {
  readonly id: string;
  /** Name of the whole control. */
  readonly label: string;
  readonly index: number;
  readonly row: Property;
  readonly remarks: readonly RowRemark[];
  /** Names to choose from, worked out when the list opens. */
  readonly names: () => readonly string[];
  /** The field has an error that is shown: a row that is only unfinished is told so too. */
  readonly blamed: boolean;
  readonly disabled: boolean;
  readonly onChange: (change: Partial<Property>) => void;
  readonly onRemove: () => void;
}

export function PropertyRow(props: PropertyRowProps) {
  const { id, label, index, row, remarks, names, blamed, disabled, onChange, onRemove } = props;
  const text = useRef<HTMLTextAreaElement>(null);
  const options = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState(false);
  const [typing, setTyping] = useState(false);
  const choices = opened ? names() : [];
  const list = useListbox(`${id}-names`, choices.length, pick);

  // A row somebody has just added is not wrong yet.
  const shown = remarks.filter(({ part }) => part === 'value' || (!typing && (blamed || row.key.trim() !== '')));
  const wrong = (part: RowRemark['part']) =>
    shown.some((remark) => remark.part === part && remark.severity === 'error') || undefined;
  const about = shown.length > 0 ? `${id}-remarks` : undefined;

  useEffect(() => {
    options.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [list.active]);

  function pick(at: number) {
    const name = choices[at];
    if (name === undefined) return;
    onChange({ key: name });
    list.close();
    text.current?.focus();
  }

  function key(event: KeyboardEvent) {
    setOpened(true);
    if (list.onKey(event)) return;
    if (event.key !== 'Enter') return;
    event.preventDefault();
    text.current?.focus();
  }

  const name = row.key.trim() === '' ? `row ${index + 1}` : row.key;
  return (
    <li className={css.row}>
      <div className={css.key}>
        <span className={input.field} data-invalid={wrong('name')} data-disabled={disabled || undefined}>
          <input
            className={input.input}
            type="text"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            placeholder="Name"
            aria-label={`${label}, name ${index + 1}`}
            aria-invalid={wrong('name')}
            aria-describedby={about}
            value={row.key}
            disabled={disabled}
            onChange={(event) => {
              setOpened(true);
              setTyping(true);
              list.open();
              list.activate(-1);
              onChange({ key: event.currentTarget.value });
            }}
            onBlur={() => {
              afterPress(() => setTyping(false));
              list.close();
            }}
            onKeyDown={key}
            {...list.inputProps}
            onClick={() => {
              setOpened(true);
              list.open();
            }}
          />
        </span>
        {list.isOpen && choices.length > 0 && (
          <div
            ref={options}
            id={`${id}-names`}
            role="listbox"
            aria-label="Names of the organisation"
            className={css.names}
          >
            {choices.map((choice, at) => (
              // The keys are the input's; the list never has the focus.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
              <div
                key={choice}
                id={list.optionId(at)}
                role="option"
                aria-selected={choice === row.key}
                data-active={at === list.active || undefined}
                className={css.name}
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => at !== list.active && list.activate(at)}
                onClick={() => pick(at)}
              >
                {choice}
              </div>
            ))}
          </div>
        )}
      </div>
      <textarea
        ref={text}
        className={`${input.field} ${input.input} ${input.area} ${css.value}`}
        rows={1}
        autoComplete="off"
        placeholder="Empty"
        aria-label={`${label}, value of ${name}`}
        aria-describedby={about}
        data-disabled={disabled || undefined}
        value={row.value}
        disabled={disabled}
        onChange={(event) => onChange({ value: event.currentTarget.value })}
      />
      {!disabled && (
        <button
          type="button"
          className={`${input.iconButton} ${css.remove}`}
          aria-label={`Remove ${name}`}
          onClick={onRemove}
        >
          <CrossIcon size={15} />
        </button>
      )}
      {row.value.length >= NEARLY && row.value.length <= LONGEST_PROPERTY && (
        <span
          className={`${input.note} ${css.below}`}
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
