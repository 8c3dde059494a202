import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { formatNumber } from '#values/number-format.ts';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import type { EntryType } from '#contract/endpoint-constants.ts';
import { cacheEntry } from '../../../series/entity-names.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import input from '../../../ui/input.module.css';
import { CategoryTree } from './category-tree.tsx';
import { ChosenList } from './chosen-list.tsx';
import { nameText } from './entry-name.tsx';
import { PasteIds } from './paste-ids.tsx';
import type { Source } from './paste-panel.tsx';
import css from './picker.module.css';
import type { PickerSelection } from './picking.ts';
import { SearchList } from './search-list.tsx';

interface PickerDialogProps {
  readonly type: EntryType;
  readonly one: string;
  readonly many: string;
  readonly ids: readonly number[];
  readonly limit: number;
  readonly onChange: (ids: readonly number[]) => void;
  readonly onClose: () => void;
}

/** Search on one side, the selection on the other. Changes apply to the form at once and can be undone there. */
export function PickerDialog({ type, one, many, ids, limit, onChange, onClose }: PickerDialogProps) {
  const client = useQueryClient();
  const [view, setView] = useState<'find' | 'chosen' | 'paste'>('find');
  const [source, setSource] = useState<Source | null>(null);
  const [lastChange, setLastChange] = useState<{
    readonly done: string;
    readonly before: readonly number[] | null;
  } | null>(null);
  const chosen = useMemo(() => new Set(ids), [ids]);
  const content = useRef<HTMLDivElement>(null);
  const wasPaste = useRef(false);
  useEffect(() => {
    // Changing the view loses the focus: move it to the list, and back to the button that opened the list.
    if (wasPaste.current === (view === 'paste')) return;
    wasPaste.current = view === 'paste';
    content.current?.querySelector<HTMLElement>(view === 'paste' ? '[data-autofocus]' : '[data-to-paste]')?.focus();
  }, [view]);

  function change(next: readonly number[], done: string) {
    setLastChange({ done, before: ids });
    onChange(next);
  }

  function toggle(id: number, entry: DirectoryEntry | null) {
    const name = nameText(id, entry ?? undefined);
    if (entry) cacheEntry(client, entry);
    if (chosen.has(id))
      change(
        ids.filter((other) => other !== id),
        `${name} removed.`,
      );
    else if (ids.length >= limit)
      setLastChange({ done: `At most ${formatNumber(limit)} ${many} can be chosen.`, before: null });
    else change([...ids, id], `${name} added.`);
  }

  const selection: PickerSelection = { type, one, many, ids, chosen, limit, toggle, change };
  return (
    <Dialog
      opened
      onClose={() => (view === 'paste' ? setView('find') : onClose())}
      size={920}
      title={view === 'paste' ? `Add ${many} from a list` : `Choose ${many}`}
      classNames={{ inner: css.modalInner, content: css.modal, body: css.modalBody }}
      closeButtonProps={{ 'aria-label': 'Close', onClick: onClose }}
    >
      <div ref={content} className={css.content}>
        {view === 'paste' ? (
          <PasteIds
            selection={selection}
            source={source}
            onSource={setSource}
            onBack={() => setView('find')}
            onApplied={() => {
              setSource(null);
              setView('chosen');
            }}
          />
        ) : (
          <>
            {/* Only narrow screens show one pane at a time. */}
            <div className={css.tabs}>
              <span id="picker-panes" className="visually-hidden">
                Show
              </span>
              <Segmented<'find' | 'chosen'>
                id="picker-pane"
                labelledBy="picker-panes"
                segments={[
                  { value: 'find', label: 'Find' },
                  { value: 'chosen', label: `Chosen · ${formatNumber(ids.length)}` },
                ]}
                value={view}
                onChange={setView}
              />
            </div>
            <div className={css.panes} data-view={view}>
              <section className={css.pane} data-pane="find" aria-label={`Find ${many}`}>
                {type === 'CATEGORY' ? <CategoryTree selection={selection} /> : <SearchList selection={selection} />}
              </section>
              <section className={css.pane} data-pane="chosen" aria-label={`Chosen ${many}`}>
                <ChosenList selection={selection} />
              </section>
            </div>
            <div className={`cluster apart ${css.foot}`}>
              <Button variant="default" data-to-paste onClick={() => setView('paste')}>
                Paste or file…
              </Button>
              <p className={`secondary ${css.done}`}>
                <span role="status">{lastChange?.done}</span>
                {lastChange?.before && (
                  <button
                    type="button"
                    className={input.textButton}
                    onClick={() => {
                      onChange(lastChange.before ?? ids);
                      setLastChange({ done: 'Undone.', before: null });
                    }}
                  >
                    Undo
                  </button>
                )}
              </p>
              <Button onClick={onClose}>Done</Button>
            </div>
          </>
        )}
      </div>
    </Dialog>
  );
}
