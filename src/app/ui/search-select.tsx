import { useId, useRef, useState } from 'react';
import input from './input.module.css';
import { ChevronIcon } from './icons.tsx';
import { useListbox } from './use-listbox.ts';
import css from './search-select.module.css';

export interface Option {
  readonly value: string;
  readonly label: string;
  /** More text to search in. */
  readonly keywords?: string;
}

interface SearchSelectProps {
  readonly id: string;
  readonly labelledBy: string;
  readonly describedBy?: string | undefined;
  readonly options: readonly Option[];
  readonly value: string;
  /** Text next to an option. Called only for rendered options. */
  readonly detail?: (value: string) => string;
  readonly onChoose: (value: string) => void;
}

const MAX_OPTIONS = 50;
const normalize = (text: string) => text.toLowerCase().replace(/[/_-]/g, ' ');

/** A select with a search field, for long lists. */
export function SearchSelect(props: SearchSelectProps) {
  const { id, labelledBy, describedBy, options, value, detail, onChoose } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const current = options.find((option) => option.value === value);
  const words = normalize(typed ?? '')
    .split(/\s+/)
    .filter(Boolean);
  const matches = options.filter(({ label, keywords = '' }) => {
    const text = normalize(`${label} ${keywords}`);
    return words.every((word) => text.includes(word));
  });
  // Without a search text, the list starts with the selected option.
  const found = (
    current && typed === null ? [current, ...matches.filter((option) => option !== current)] : matches
  ).slice(0, MAX_OPTIONS);
  const pick = (index: number) => {
    const option = found[index];
    setTyped(null);
    if (option && option.value !== value) onChoose(option.value);
  };
  const list = useListbox(listId, found.length, pick);
  const leave = () => {
    list.close();
    setTyped(null);
  };

  return (
    <div className={css.whole}>
      <span className={`${input.field} ${css.field}`}>
        <input
          ref={field}
          id={id}
          type="text"
          className={`${input.input} ${css.input}`}
          aria-labelledby={labelledBy}
          aria-describedby={describedBy}
          autoComplete="off"
          spellCheck={false}
          value={typed ?? current?.label ?? value}
          {...list.inputProps}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            list.open();
            list.activate(0);
          }}
          onKeyDown={(event) => {
            // `useListbox` does not close the list on Enter.
            if (list.onKey(event) && event.key === 'Enter') list.close();
          }}
          onBlur={leave}
        />
        <ChevronIcon size={16} />
      </span>
      {list.isOpen && (
        <div role="listbox" id={listId} aria-labelledby={labelledBy} className={css.list}>
          {found.map((option, index) => (
            // The input handles the keys, because it keeps the focus.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={option.value}
              id={list.optionId(index)}
              ref={index === list.active ? scrollIntoView : undefined}
              role="option"
              aria-selected={index === list.active}
              className={css.option}
              onMouseMove={() => index === list.active || list.activate(index)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => {
                list.close();
                pick(index);
              }}
            >
              <span>{option.label}</span>
              {detail && <span className={css.detail}>{detail(option.value)}</span>}
            </div>
          ))}
          {matches.length > MAX_OPTIONS && (
            <p className={css.note}>{`${matches.length - MAX_OPTIONS} more. Keep typing to narrow the list.`}</p>
          )}
          {matches.length === 0 && <p className={css.note}>Nothing matches.</p>}
        </div>
      )}
    </div>
  );
}

const scrollIntoView = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' });
