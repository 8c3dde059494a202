import { type DragEvent, type ReactNode, useId, useRef, useState } from 'react';
import input from '../../../ui/input.module.css';
import paste from './paste.module.css';
import picker from './picker.module.css';
import type { Source } from './use-list-report.ts';

/** A longer paste is not shown as text, because a text area with thousands of lines is slow. In characters. */
const MAX_SHOWN_LENGTH = 2000;

interface ListSourceProps {
  /** Such as "SKUs". */
  readonly many: string;
  readonly source: Source | null;
  readonly onSource: (source: Source | null) => void;
  /** The report of the list, beside its source. */
  readonly children: ReactNode;
}

/** Where a list comes from: a text area, a paste, a file, or a file that is dropped on the panel. */
export function ListSource({ many, source, onSource, children }: ListSourceProps) {
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const anotherButton = useRef<HTMLButtonElement>(null);
  const [text, setText] = useState(source?.name === '' && typeof source.from === 'string' ? source.from : '');
  const [isDragOver, setDragOver] = useState(false);

  function setNamed(next: Source) {
    onSource(next);
    // The element that had the focus is gone.
    requestAnimationFrame(() => anotherButton.current?.focus());
  }

  function setFile(chosen: File | undefined) {
    if (!chosen) return;
    setText('');
    setNamed({ name: chosen.name, from: chosen });
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setDragOver(false);
    setFile(event.dataTransfer.files[0]);
  }

  return (
    <div
      className={`${picker.panes} ${paste.panel}`}
      data-over={isDragOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setDragOver(true);
      }}
      onDragLeave={() => setDragOver(false)}
      onDrop={drop}
    >
      <div className={`${picker.pane} ${paste.source}`}>
        {source !== null && source.name !== '' ? (
          <div className="stack">
            <b>{source.name}</b>
            <button
              ref={anotherButton}
              type="button"
              className={input.textButton}
              data-autofocus
              onClick={() => {
                onSource(null);
                setText('');
                requestAnimationFrame(() => area.current?.focus());
              }}
            >
              Use another list
            </button>
          </div>
        ) : (
          <>
            <label htmlFor={id}>
              <b>{`Ids or codes of ${many}`}</b>
            </label>
            <textarea
              ref={area}
              id={id}
              className={`${input.field} ${input.area} ${paste.area}`}
              rows={5}
              spellCheck={false}
              autoComplete="off"
              data-autofocus
              placeholder={'Paste a column from a spreadsheet, or type:\n500101, 500102'}
              value={text}
              onChange={({ currentTarget: { value } }) => {
                setText(value);
                onSource(value.trim() === '' ? null : { name: '', from: value });
              }}
              onPaste={(event) => {
                const pasted = event.clipboardData.getData('text');
                if (text.trim() !== '' || pasted.length <= MAX_SHOWN_LENGTH) return;
                event.preventDefault();
                setNamed({ name: 'Pasted list', from: pasted });
              }}
            />
            <p className="cluster">
              <button type="button" className={input.chip} onClick={() => file.current?.click()}>
                Choose a file…
              </button>
              <span className="secondary tabular">CSV or TXT, or drop it here.</span>
            </p>
          </>
        )}
        <input
          ref={file}
          type="file"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={`File with ${many}`}
          accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
          onChange={(event) => {
            setFile(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </div>
      {children}
    </div>
  );
}
