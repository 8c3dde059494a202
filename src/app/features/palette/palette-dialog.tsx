import { Modal } from '@mantine/core';
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { SearchIcon } from '../../ui/icons.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { pageCommands } from '../../ui/page-commands.ts';
import css from './palette.module.css';
import { type Entry, useEntries } from './use-palette-entries.ts';

interface Props {
  readonly query: string;
  readonly onType: (query: string) => void;
  readonly onClose: () => void;
  readonly onShowKeys: () => void;
}

/** The command palette: finds fields of the editor, series and actions. Arrow keys select, Enter runs. */
export function PaletteDialog({ query, onType, onClose, onShowKeys }: Props) {
  const [selectedIndex, setSelectedIndex] = useState(0);
  const { groups, busy, failure } = useEntries(query, onShowKeys);
  const entries = groups.flatMap((group) => group.entries);
  const active = Math.min(selectedIndex, entries.length - 1);
  const listId = useId();
  const idOf = (entry: Entry) => `${listId}-${entry.id}`;
  const list = useRef<HTMLDivElement>(null);
  const chosen = entries[active];
  const label = pageCommands() ? 'Find a field, a series or an action' : 'Find a series or an action';

  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active, query]);

  const go = (entry: Entry) => {
    onClose();
    // By then the dialog has restored the focus and the scrolling of the page.
    requestAnimationFrame(entry.run);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const count = entries.length;
    if (event.key === 'ArrowDown' && count > 0) setSelectedIndex((active + 1) % count);
    else if (event.key === 'ArrowUp' && count > 0) setSelectedIndex((active + count - 1) % count);
    else if (event.key === 'Enter' && chosen) go(chosen);
    else return;
    event.preventDefault();
  };

  return (
    <Modal.Root opened onClose={onClose} size={620} yOffset="10vh" padding={0}>
      <Modal.Overlay />
      <Modal.Content aria-label={label} className={css.palette}>
        <ErrorBoundary>
          <div className={`cluster ${css.search}`}>
            <SearchIcon size={18} />
            <input
              ref={focusAtEnd}
              type="text"
              role="combobox"
              aria-label={label}
              aria-expanded={entries.length > 0}
              aria-controls={listId}
              aria-activedescendant={chosen && idOf(chosen)}
              aria-autocomplete="list"
              autoComplete="off"
              spellCheck={false}
              placeholder={label}
              data-autofocus
              maxLength={200}
              value={query}
              onChange={(event) => {
                onType(event.currentTarget.value);
                setSelectedIndex(0);
              }}
              onKeyDown={onKey}
            />
            <Kbd>Esc</Kbd>
          </div>
          <div className={css.results}>
            <div ref={list} role="listbox" id={listId} aria-label="Results" className={css.list}>
              {groups.map(({ label: groupLabel, entries: groupEntries, more }) => (
                <div key={groupLabel} role="group" aria-labelledby={`${listId}-${groupLabel}`}>
                  <div id={`${listId}-${groupLabel}`} className={`apart ${css.group}`}>
                    <span>{groupLabel}</span>
                    {more > 0 && <span>{`${more} more, keep typing to narrow the list`}</span>}
                  </div>
                  {groupEntries.map((entry) => (
                    <Option
                      key={entry.id}
                      id={idOf(entry)}
                      entry={entry}
                      active={entry === chosen}
                      onPoint={() => setSelectedIndex(entries.indexOf(entry))}
                      onChoose={() => go(entry)}
                    />
                  ))}
                </div>
              ))}
            </div>
            {(failure !== null || entries.length === 0) && (
              <p className={css.none}>{busy ? 'Searching…' : (failure ?? 'Nothing matches.')}</p>
            )}
          </div>
          <div role="status" className="visually-hidden">
            {busy
              ? ''
              : failure !== null || entries.length === 0
                ? (failure ?? 'Nothing matches.')
                : `${entries.length} ${entries.length === 1 ? 'result' : 'results'}.`}
          </div>
        </ErrorBoundary>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Focuses the input at once, with the caret at the end, so that typing started before loading continues. */
function focusAtEnd(input: HTMLInputElement | null): void {
  input?.focus();
  input?.setSelectionRange(input.value.length, input.value.length);
}

interface OptionProps {
  readonly id: string;
  readonly entry: Entry;
  readonly active: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

function Option({ id, entry, active, onPoint, onChoose }: OptionProps) {
  const { title, detail, code, keys, status, hidden } = entry;
  return (
    // The input handles the keys, because it keeps the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="option"
      aria-selected={active}
      className={css.option}
      onMouseMove={() => active || onPoint()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className={css.title}>{title}</span>
      {status && <StatusBadge {...status} />}
      {keys !== undefined && <Kbd>{keys}</Kbd>}
      {(detail !== '' || code) && (
        <span className={`apart secondary ${css.detail}`}>
          <span>{detail}</span>
          {code && <code translate="no">{code}</code>}
        </span>
      )}
      {hidden !== undefined && <span className={`secondary ${css.hidden}`}>{hidden}</span>}
    </div>
  );
}
