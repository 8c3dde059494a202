import { useId, useRef, useState } from 'react';
import input from '../../form/controls/input.module.css';
import { ChevronIcon } from '../../ui/icons.tsx';
import { useListbox } from '../../ui/use-listbox.ts';
import css from './search-select.module.css';

export interface Option {
  readonly value: string;
  readonly label: string;
  /** Also found by it. */
  readonly also?: string;
}

interface SearchSelectProps {
  readonly id: string;
  readonly labelledBy: string;
  readonly describedBy?: string | undefined;
  readonly options: readonly Option[];
  readonly value: string;
  /** Beside an option; asked for those in sight only. */
  readonly detail?: (value: string) => string;
  readonly onChoose: (value: string) => void;
}

const MOST = 50;
const plain = (text: string) => text.toLowerCase().replace(/[/_-]/g, ' ');

/** A long list to choose one from by typing a part of it. */
export function SearchSelect(props: SearchSelectProps) {
  const { id, labelledBy, describedBy, options, value, detail, onChoose } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const current = options.find((option) => option.value === value);
  const words = plain(typed ?? '')
    .split(/\s+/)
    .filter(Boolean);
  const matches = options.filter(({ label, also = '' }) => {
    const text = plain(`${label} ${also}`);
    return words.every((word) => text.includes(word));
  });
  // Unasked, the list starts with what is chosen.
  const found = (
    current && typed === null ? [current, ...matches.filter((option) => option !== current)] : matches
  ).slice(0, MOST);
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
            // The listbox leaves closing to whoever picks.
            if (list.onKey(event) && event.key === 'Enter') list.close();
          }}
          onBlur={leave}
        />
        <ChevronIcon size={16} />
      </span>
      {list.isOpen && (
        <div role="listbox" id={listId} aria-labelledby={labelledBy} className={css.list}>
          {found.map((option, index) => (
            // The keys are the input's, which keeps the focus.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={option.value}
              id={list.optionId(index)}
              ref={index === list.active ? scrollIntoSight : undefined}
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
          {matches.length > MOST && <p className={css.note}>{`Type on to find the other ${matches.length - MOST}.`}</p>}
          {matches.length === 0 && <p className={css.note}>Nothing matches.</p>}
        </div>
      )}
    </div>
  );
}

const scrollIntoSight = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' });
