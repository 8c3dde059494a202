import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type DragEvent, useId, useRef, useState } from 'react';
import { formatNumber } from '#values/number-format.ts';
import type { Column } from '#domain/import/read-list.ts';
import { Notice } from '../../../ui/notice.tsx';
import input from '../../../ui/input.module.css';
import { ColumnChoice } from './column-choice.tsx';
import paste from './paste.module.css';
import css from './picker.module.css';
import { type ListTexts, ReportView } from './report-view.tsx';
import { type ListTarget, type Source, useListReport } from './use-list-report.ts';

export type { Source } from './use-list-report.ts';

/** Debounces typing; a long paste and a file are read at once. */
const DEBOUNCE_MS = 300;
/** A longer paste is not shown as text, because a text area with thousands of lines is slow. In characters. */
const MAX_SHOWN_LENGTH = 2000;

interface PastePanelProps<E> {
  readonly target: ListTarget<E>;
  readonly texts: ListTexts;
  /** The number of entries as text, such as "3 SKUs". */
  readonly count: (entries: readonly E[]) => string;
  readonly source: Source | null;
  readonly onSource: (source: Source | null) => void;
  readonly onBack: () => void;
  readonly onAdd: (added: readonly E[]) => void;
}

/** Adds entries from a pasted or typed list or a file, after a report of all lines. */
export function PastePanel<E>({ target, texts, count, source, onSource, onBack, onAdd }: PastePanelProps<E>) {
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const anotherButton = useRef<HTMLButtonElement>(null);
  const [text, setText] = useState(source?.name === '' && typeof source.from === 'string' ? source.from : '');
  const [column, setColumn] = useState<Column | undefined>(undefined);
  const [withUnknown, setWithUnknown] = useState(false);
  const [isDragOver, setDragOver] = useState(false);
  const [debouncedSource] = useDebouncedValue(source, source?.name === '' ? DEBOUNCE_MS : 0);
  const { state, list } = useListReport(debouncedSource, column, target, withUnknown);
  const isStale = debouncedSource !== source;

  function changeSource(next: Source | null) {
    setColumn(undefined);
    setWithUnknown(false);
    onSource(next);
  }

  function typeText(next: string) {
    setText(next);
    changeSource(next.trim() === '' ? null : { name: '', from: next });
  }

  function changeFile(chosen: File | undefined) {
    if (!chosen) return;
    setText('');
    changeSource({ name: chosen.name, from: chosen });
    // The button that had the focus is gone.
    requestAnimationFrame(() => anotherButton.current?.focus());
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setDragOver(false);
    changeFile(event.dataTransfer.files[0]);
  }

  const report = state?.status === 'read' && !isStale ? state.report : null;
  const added = report?.added ?? [];
  return (
    <>
      <div
        className={paste.panel}
        data-over={isDragOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setDragOver(true);
        }}
        onDragLeave={() => setDragOver(false)}
        onDrop={drop}
      >
        <div className={paste.source}>
          {source !== null && source.name !== '' ? (
            <div className={paste.named}>
              <span>
                <b>{source.name}</b>
              </span>
              <button
                ref={anotherButton}
                type="button"
                className={input.textButton}
                data-autofocus
                onClick={() => {
                  changeSource(null);
                  setText('');
                  requestAnimationFrame(() => area.current?.focus());
                }}
              >
                Use another list
              </button>
            </div>
          ) : (
            <>
              <label htmlFor={id} className={paste.label}>{`Ids or codes of ${texts.many}`}</label>
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
                  if (text.trim() !== '' || pasted.length <= MAX_SHOWN_LENGTH) return;
                  event.preventDefault();
                  changeSource({ name: 'Pasted list', from: pasted });
                  requestAnimationFrame(() => anotherButton.current?.focus());
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
            aria-label={`File with ${texts.many}`}
            accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
            onChange={(event) => {
              changeFile(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        </div>
        <div className={paste.result} aria-busy={state?.status === 'working' || isStale}>
          {list !== null && <ColumnChoice list={list} column={column} onColumn={setColumn} />}
          <p role="status" className={css.status}>
            {state?.status === 'working' &&
              (state.total === 0
                ? 'Reading the list…'
                : `Checked ${formatNumber(state.checked)} of ${formatNumber(state.total)}…`)}
          </p>
          {state?.status === 'refused' && (
            <Notice tone="error" layout="panel" live>
              {state.reason}
            </Notice>
          )}
          {state?.status === 'read' && !isStale && (
            <ReportView
              state={state}
              texts={texts}
              limit={target.limit}
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
