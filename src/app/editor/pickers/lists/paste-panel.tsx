import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { formatNumber } from '#values/number-format.ts';
import type { Column } from '#domain/import/read-list.ts';
import { Notice } from '../../../ui/notice.tsx';
import { AddedEntries } from './added-entries.tsx';
import { ColumnChoice } from './column-choice.tsx';
import { ListSource } from './list-source.tsx';
import paste from './paste.module.css';
import css from './picker.module.css';
import { type ListTexts, ReportView } from './report-view.tsx';
import { type ListTarget, type Source, useListReport } from './use-list-report.ts';

export type { Source } from './use-list-report.ts';

/** Debounces typing; a long paste and a file are read at once. */
const DEBOUNCE_MS = 300;

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
  const [column, setColumn] = useState<Column | undefined>(undefined);
  const [withUnknown, setWithUnknown] = useState(false);
  const [debouncedSource] = useDebouncedValue(source, source?.name === '' ? DEBOUNCE_MS : 0);
  const { state, list } = useListReport(debouncedSource, column, target, withUnknown);
  const isStale = debouncedSource !== source;

  function changeSource(next: Source | null) {
    setColumn(undefined);
    setWithUnknown(false);
    onSource(next);
  }

  const report = state?.status === 'read' && !isStale ? state.report : null;
  const added = report?.added ?? [];
  return (
    <>
      <ListSource many={texts.many} source={source} onSource={changeSource}>
        <div
          className={`${css.pane} ${paste.source} ${paste.result}`}
          data-pane="chosen"
          aria-busy={state?.status === 'working' || isStale}
        >
          {list !== null && <ColumnChoice list={list} column={column} onColumn={setColumn} />}
          <p role="status" className={`secondary tabular ${css.status}`}>
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
          {state?.status === 'undecided' && (
            <Notice tone="warn" layout="panel" live>
              {`No column looks like ${texts.many}. Choose the column to read.`}
            </Notice>
          )}
          {state?.status === 'read' && !isStale && (
            <ReportView
              state={state}
              texts={texts}
              limit={target.limit}
              withUnknown={withUnknown}
              onWithUnknown={setWithUnknown}
            >
              <AddedEntries added={added} refOf={target.refOf} entryOf={state.entryOf} types={target.types} />
            </ReportView>
          )}
        </div>
      </ListSource>
      <div className={`cluster apart ${css.foot}`}>
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
        <p className={`secondary ${css.done}`}>{report !== null && added.length === 0 && 'Nothing to add.'}</p>
        <Button disabled={added.length === 0} onClick={() => onAdd(added)}>
          {added.length === 0 ? 'Add' : `Add ${count(added)}`}
        </Button>
      </div>
    </>
  );
}
