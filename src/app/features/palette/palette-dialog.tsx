import { Modal } from '@mantine/core';
import { useId } from 'react';
import { useDialogHotkeys } from '../../ui/dialog.tsx';
import { useDialogFocus } from '../../ui/focus-dialog.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { hotkeyText, useHotkey } from '../../ui/hotkeys.ts';
import { SearchIcon } from '../../ui/icons.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { pageCommands } from '../../ui/page-commands.ts';
import { useListbox } from '../../ui/use-listbox.ts';
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
  const { groups, busy, failure } = useEntries(query, onShowKeys);
  const entries = groups.flatMap((group) => group.entries);
  const listId = useId();
  const label = pageCommands() ? 'Find a field, a series or an action' : 'Find a series or an action';

  const focus = useDialogFocus();
  useDialogHotkeys(onClose);
  useHotkey('palette', onClose, { inDialog: true });

  const list = useListbox({
    id: listId,
    count: entries.length,
    keyOf: (index) => entries[index]?.id,
    opened: true,
    start: 0,
    onPick: (index) => {
      const entry = entries[index];
      if (!entry) return;
      onClose();
      // By then the dialog has restored the focus and the scrolling of the page.
      requestAnimationFrame(entry.run);
    },
  });
  return (
    <Modal.Root {...focus.props} opened onClose={onClose} closeOnEscape={false} size={620} yOffset="10vh" padding={0}>
      <Modal.Overlay />
      <Modal.Content aria-label={label} className={css.palette}>
        <ErrorBoundary>
          <div className={`cluster ${css.search}`}>
            <SearchIcon size={18} />
            <input
              ref={placeCaretAtEnd}
              type="text"
              {...list.inputProps}
              aria-label={label}
              autoComplete="off"
              spellCheck={false}
              placeholder={label}
              data-autofocus
              maxLength={200}
              value={query}
              onChange={(event) => {
                onType(event.currentTarget.value);
                list.activate(0);
              }}
              onKeyDown={list.onKey}
            />
            <Kbd>{hotkeyText('leave')}</Kbd>
          </div>
          <div className={css.results}>
            <div role="listbox" id={listId} aria-label="Results" className={css.list}>
              {groups.map(({ label: groupLabel, entries: groupEntries, more }) => (
                <div key={groupLabel} role="group" aria-labelledby={`${listId}-${groupLabel}`}>
                  <div id={`${listId}-${groupLabel}`} className={`apart ${css.group}`}>
                    <b>{groupLabel}</b>
                    {more > 0 && <span>{`${more} more, keep typing to narrow the list`}</span>}
                  </div>
                  {groupEntries.map((entry) => (
                    <div
                      key={entry.id}
                      {...list.optionProps(entries.indexOf(entry))}
                      className={`popup-option ${css.option}`}
                    >
                      <EntryLine {...entry} />
                    </div>
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

/** Typing that started before the palette had loaded continues at the end. */
function placeCaretAtEnd(input: HTMLInputElement | null): void {
  input?.setSelectionRange(input.value.length, input.value.length);
}

function EntryLine({ title, detail, code, keys, status, hidden }: Entry) {
  return (
    <>
      <span>{title}</span>
      {status && <StatusBadge {...status} />}
      {keys !== undefined && <Kbd>{keys}</Kbd>}
      {(detail !== '' || code) && (
        <span className={`apart secondary ${css.detail}`}>
          <span>{detail}</span>
          {code && <code translate="no">{code}</code>}
        </span>
      )}
      {hidden !== undefined && <span className={`secondary ${css.hidden}`}>{hidden}</span>}
    </>
  );
}
