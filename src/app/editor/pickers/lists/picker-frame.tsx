import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { formatNumber } from '#values/number-format.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import input from '../../../ui/input.module.css';
import type { Source } from './paste-panel.tsx';
import css from './picker.module.css';

type Pane = 'find' | 'chosen';

/** What a list to add needs from the frame. */
export interface PasteProps {
  readonly source: Source | null;
  readonly onSource: (source: Source | null) => void;
  readonly onBack: () => void;
  readonly onAdded: () => void;
}

interface PickerFrameProps {
  readonly title: string;
  /** Such as "SKUs". */
  readonly many: string;
  readonly count: number;
  /** The view that opens first. */
  readonly start?: 'find' | 'paste';
  /** The last change, and how to undo it. */
  readonly done: string;
  readonly onUndo: (() => void) | null;
  /** The search in the directory. */
  readonly find: ReactNode;
  /** The selection. */
  readonly chosen: ReactNode;
  readonly renderPaste: (props: PasteProps) => ReactNode;
  readonly onClose: () => void;
}

/** A dialog that selects entries of the directory: the search on one side, the selection on the other, or a list to add. */
export function PickerFrame(props: PickerFrameProps) {
  const { title, many, count, start = 'find', done, onUndo, find, chosen, renderPaste, onClose } = props;
  const [view, setView] = useState<Pane | 'paste'>(start);
  const [source, setSource] = useState<Source | null>(null);
  const content = useRef<HTMLDivElement>(null);
  const wasPaste = useRef(view === 'paste');
  useEffect(() => {
    // Changing the view loses the focus: move it to the list, and back to the button that opened the list.
    if (wasPaste.current === (view === 'paste')) return;
    wasPaste.current = view === 'paste';
    content.current?.querySelector<HTMLElement>(view === 'paste' ? '[data-autofocus]' : '[data-to-paste]')?.focus();
  }, [view]);

  return (
    <Dialog
      opened
      onClose={() => (view === 'paste' ? setView('find') : onClose())}
      size={920}
      title={title}
      classNames={{ inner: css.modalInner, content: css.modal, body: css.modalBody }}
      closeButtonProps={{ 'aria-label': 'Close', onClick: onClose }}
    >
      <div ref={content} className={css.content}>
        {view === 'paste' ? (
          renderPaste({
            source,
            onSource: setSource,
            onBack: () => setView('find'),
            onAdded: () => {
              setSource(null);
              setView('chosen');
            },
          })
        ) : (
          <>
            {/* Only narrow screens show one pane at a time. */}
            <div className={css.tabs}>
              <span id="picker-panes" className="visually-hidden">
                Show
              </span>
              <Segmented<Pane>
                id="picker-pane"
                labelledBy="picker-panes"
                segments={[
                  { value: 'find', label: 'Find' },
                  { value: 'chosen', label: `Chosen · ${formatNumber(count)}` },
                ]}
                value={view}
                onChange={setView}
              />
            </div>
            <div className={css.panes} data-view={view}>
              <section className={css.pane} data-pane="find" aria-label={`Find ${many}`}>
                {find}
              </section>
              <section className={css.pane} data-pane="chosen" aria-label={`Chosen ${many}`}>
                {chosen}
              </section>
            </div>
            <div className={`cluster apart ${css.foot}`}>
              <Button variant="default" data-to-paste onClick={() => setView('paste')}>
                Paste or file…
              </Button>
              <p className={`secondary ${css.done}`}>
                <span role="status" className="truncate">
                  {done}
                </span>
                {onUndo && (
                  <button type="button" className={input.textButton} onClick={onUndo}>
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
