import { Button } from '@mantine/core';
import { type DragEvent, useId, useRef, useState } from 'react';
import { formatNumber } from '#catalogue/format.ts';
import type { Column } from '#domain/lists/read-list.ts';
import { Notice } from '../../ui/notice.tsx';
import input from '../controls/input.module.css';
import { ColumnChoice } from './column-choice.tsx';
import paste from './paste.module.css';
import css from './picker.module.css';
import { type ListWords, ReportView } from './report-view.tsx';
import { useLater } from '../../ui/use-later.ts';
import { type Source, type Taking, useListReport } from './use-list-report.ts';

export type { Source } from './use-list-report.ts';

/** Somebody types; a paste and a file are read at once. */
const PAUSE_MS = 300;
/** A paste longer than this is named instead of shown: a box with thousands of lines is slow, and nobody reads it. */
const LONGEST_SHOWN = 2000;

interface PastePanelProps<E> {
  readonly taking: Taking<E>;
  readonly words: ListWords;
  /** Some of them in words: "3 SKUs". */
  readonly count: (entries: readonly E[]) => string;
  readonly source: Source | null;
  readonly onSource: (source: Source | null) => void;
  readonly onBack: () => void;
  readonly onAdd: (added: readonly E[]) => void;
}

/** A list from elsewhere: pasted, typed or from a file, with a report of every line before anything of it counts. */
export function PastePanel<E>({ taking, words, count, source, onSource, onBack, onAdd }: PastePanelProps<E>) {
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const again = useRef<HTMLButtonElement>(null);
  const [text, setText] = useState(source?.name === '' && typeof source.from === 'string' ? source.from : '');
  const [column, setColumn] = useState<Column | undefined>(undefined);
  const [withUnknown, setWithUnknown] = useState(false);
  const [over, setOver] = useState(false);
  const settled = useLater(source, source?.name === '' ? PAUSE_MS : 0);
  const { state, list } = useListReport(settled, column, taking, withUnknown);
  const stale = settled !== source;

  function take(next: Source | null) {
    setColumn(undefined);
    setWithUnknown(false);
    onSource(next);
  }

  function typeText(next: string) {
    setText(next);
    take(next.trim() === '' ? null : { name: '', from: next });
  }

  function takeFile(chosen: File | undefined) {
    if (!chosen) return;
    setText('');
    take({ name: chosen.name, from: chosen });
    // The button that led here has gone.
    requestAnimationFrame(() => again.current?.focus());
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    takeFile(event.dataTransfer.files[0]);
  }

  const report = state?.is === 'read' && !stale ? state.report : null;
  const added = report?.added ?? [];
  return (
    <>
      <div
        className={paste.panel}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <div className={paste.source}>
          {source !== null && source.name !== '' ? (
            <div className={paste.named}>
              <span>
                <b>{source.name}</b>
              </span>
              <button
                ref={again}
                type="button"
                className={input.textButton}
                data-autofocus
                onClick={() => {
                  take(null);
                  setText('');
                  requestAnimationFrame(() => area.current?.focus());
                }}
              >
                Take another list
              </button>
            </div>
          ) : (
            <>
              <label htmlFor={id} className={paste.label}>{`Ids or codes of ${words.many}`}</label>
              <textarea
                ref={area}
                id={id}
                className={`${input.field} ${input.input} ${input.area} ${paste.area}`}
                rows={5}
                spellCheck={false}
                autoComplete="off"
                data-autofocus
                placeholder={'Paste a column from a spreadsheet, or type:\n500101, 500102'}
                value={text}
                onChange={(event) => typeText(event.currentTarget.value)}
                onPaste={(event) => {
                  const pasted = event.clipboardData.getData('text');
                  if (text.trim() !== '' || pasted.length <= LONGEST_SHOWN) return;
                  event.preventDefault();
                  take({ name: 'Pasted list', from: pasted });
                  requestAnimationFrame(() => again.current?.focus());
                }}
              />
              <p className={paste.file}>
                <button type="button" className={input.chip} onClick={() => file.current?.click()}>
                  Choose a file…
                </button>
                <span>CSV or TXT, or drop it here.</span>
              </p>
            </>
          )}
          <input
            ref={file}
            type="file"
            className="visually-hidden"
            tabIndex={-1}
            aria-label={`File with ${words.many}`}
            accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
            onChange={(event) => {
              takeFile(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        </div>
        <div className={paste.result} aria-busy={state?.is === 'working' || stale}>
          {list !== null && <ColumnChoice list={list} column={column} onColumn={setColumn} />}
          <p role="status" className={css.status}>
            {state?.is === 'working' &&
              (state.of === 0
                ? 'Reading the list…'
                : `Checked ${formatNumber(state.asked)} of ${formatNumber(state.of)}…`)}
          </p>
          {state?.is === 'refused' && (
            <Notice tone="error" layout="panel" live>
              {state.reason}
            </Notice>
          )}
          {state?.is === 'read' && !stale && (
            <ReportView
              state={state}
              words={words}
              limit={taking.limit}
              withUnknown={withUnknown}
              onWithUnknown={setWithUnknown}
            />
          )}
        </div>
      </div>
      <div className={css.foot}>
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
        <p className={css.done}>{report !== null && added.length === 0 && 'Nothing to add.'}</p>
        <Button disabled={added.length === 0} onClick={() => onAdd(added)}>
          {added.length === 0 ? 'Add' : `Add ${count(added)}`}
        </Button>
      </div>
    </>
  );
}
