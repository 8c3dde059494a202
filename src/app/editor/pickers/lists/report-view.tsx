import { type ReactNode, useMemo } from 'react';
import { formatNumber } from '#values/number-format.ts';
import { type ListIssue, issuesAsCsv } from '#domain/import/list-report.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import input from '../../../ui/input.module.css';
import paste from './paste.module.css';
import type { ReportState } from './use-list-report.ts';
import { VirtualRows } from '../directory/virtual-rows.tsx';

const ROW_HEIGHT = 33;

/** Texts about a list and its entries. */
export interface ListTexts {
  readonly many: string;
  readonly overLimit: string;
  /** What unknown ids are added as: "unknown SKUs too, by their ids"; null if their type is not known. */
  readonly unknown: ((count: number) => string) | null;
  /** What happens to ids if there is no directory to check them. */
  readonly unchecked: string;
}

interface ReportViewProps {
  readonly state: Extract<ReportState<unknown>, { status: 'read' }>;
  readonly texts: ListTexts;
  readonly limit: number;
  readonly withUnknown: boolean;
  readonly onWithUnknown: (take: boolean) => void;
  /** The entries to add. */
  readonly children: ReactNode;
}

/** The result of a list: the number of new entries, and the lines that add nothing with their reasons. */
export function ReportView({ state, texts, limit, withUnknown, onWithUnknown, children }: ReportViewProps) {
  const { report, unchecked } = state;
  const { added, offences, unknownIds, read } = report;
  // Memoised, because there may be hundreds of thousands of lines.
  const { counts, values } = useMemo(() => {
    const numbers = new Map<ListIssue['why'], number>();
    for (const { why } of offences) numbers.set(why, (numbers.get(why) ?? 0) + 1);
    return { counts: numbers, values: offences.map(({ key }) => key).join('\n') };
  }, [offences]);
  const count = (why: ListIssue['why']) => counts.get(why) ?? 0;
  const over = count('overLimit');
  const reasons: readonly (readonly [number, string])[] = [
    [count('chosen'), 'chosen already'],
    [count('repeated'), 'repeated in the list'],
    [count('unknown'), 'unknown'],
    [count('ambiguous'), 'with several meanings'],
    [count('unreadable'), 'neither an id nor a known code'],
    [count('comment'), count('comment') === 1 ? 'comment' : 'comments'],
    [over, `over the limit of ${formatNumber(limit)}`],
  ];
  return (
    <>
      <div className={`secondary tabular ${paste.summary}`} role="status">
        <p>
          <b>{`${formatNumber(added.length)} to add `}</b>
          <span>{`of ${formatNumber(read)} read`}</span>
        </p>
        {offences.length > 0 && (
          <ul>
            {reasons.map(
              ([number, why]) =>
                number > 0 && (
                  <li key={why}>
                    <b>{formatNumber(number)}</b>
                    <span>{` ${why}`}</span>
                  </li>
                ),
            )}
          </ul>
        )}
      </div>
      {unchecked && (
        <Notice tone="info" layout="panel">
          {texts.unchecked}
        </Notice>
      )}
      {over > 0 && (
        <Notice tone="warn" layout="panel">{`${texts.overLimit}: ${formatNumber(over)} would be left out.`}</Notice>
      )}
      {unknownIds.length > 0 && !unchecked && texts.unknown !== null && (
        <label className="cluster">
          <input
            type="checkbox"
            checked={withUnknown}
            onChange={(event) => onWithUnknown(event.currentTarget.checked)}
          />
          <span>{`Add the ${formatNumber(unknownIds.length)} ${texts.unknown(unknownIds.length)}`}</span>
        </label>
      )}
      {children}
      {offences.length > 0 && (
        <div className={paste.lists}>
          <div className="cluster">
            <h3>Lines that add nothing</h3>
            <CopyButton text={values} what="these values" />
            <button type="button" className={input.textButton} onClick={() => download(offences)}>
              Download as CSV
            </button>
          </div>
          <VirtualRows
            role="list"
            aria-label="Lines that add nothing"
            tabIndex={0}
            className={paste.lines ?? ''}
            count={offences.length}
            rowHeight={ROW_HEIGHT}
            renderRow={(index) => {
              const { line, key, reason } = offences[index] ?? { line: 0, key: '', reason: '' };
              return {
                key: String(index),
                props: {
                  role: 'listitem',
                  'aria-setsize': offences.length,
                  'aria-posinset': index + 1,
                  className: paste.line,
                },
                content: (
                  <>
                    <span className="secondary tabular">{`Line ${formatNumber(line)}`}</span>
                    <span className={paste.value} translate="no">
                      {key.length > 80 ? `${key.slice(0, 80)}…` : key}
                    </span>
                    <span className="secondary tabular">{reason}</span>
                  </>
                ),
              };
            }}
          />
        </div>
      )}
    </>
  );
}

const download = (offences: readonly ListIssue[]) =>
  saveFile(new Blob([issuesAsCsv(offences)], { type: 'text/csv' }), 'lines-not-added.csv');
