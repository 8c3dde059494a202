import { useMemo } from 'react';
import { formatNumber } from '#catalogue/format.ts';
import { type Offence, offencesAsCsv } from '#domain/lists/list-report.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import input from '../controls/input.module.css';
import paste from './paste.module.css';
import type { ReportState } from './use-list-report.ts';
import { VirtualRows } from './virtual-rows.tsx';

const ROW_HEIGHT = 33;

/** How a list and what it names are spoken of. */
export interface ListWords {
  readonly many: string;
  readonly overLimit: string;
  /** What unknown ids are added as: "unknown SKUs too, by their ids"; null where nobody can say what they are. */
  readonly unknown: ((count: number) => string) | null;
  /** What is done with ids where there is no directory to check them. */
  readonly unchecked: string;
}

interface ReportViewProps {
  readonly state: Extract<ReportState<unknown>, { is: 'read' }>;
  readonly words: ListWords;
  readonly limit: number;
  readonly withUnknown: boolean;
  readonly onWithUnknown: (take: boolean) => void;
}

/** What a list comes to: how many are added, and each line that adds nothing with its reason. */
export function ReportView({ state, words, limit, withUnknown, onWithUnknown }: ReportViewProps) {
  const { report, unchecked } = state;
  const { added, offences, unknownIds, read } = report;
  // There may be hundreds of thousands.
  const { counts, values } = useMemo(() => {
    const numbers = new Map<Offence['why'], number>();
    for (const { why } of offences) numbers.set(why, (numbers.get(why) ?? 0) + 1);
    return { counts: numbers, values: offences.map(({ key }) => key).join('\n') };
  }, [offences]);
  const count = (why: Offence['why']) => counts.get(why) ?? 0;
  const over = count('overLimit');
  const reasons: readonly (readonly [number, string])[] = [
    [count('chosen'), 'chosen already'],
    [count('repeated'), 'repeated in the list'],
    [count('unknown'), 'unknown'],
    [count('ambiguous'), 'with several meanings'],
    [count('unreadable'), 'neither an id nor a known code'],
    [over, `over the limit of ${formatNumber(limit)}`],
  ];
  return (
    <>
      <div className={paste.summary} role="status">
        <p className={paste.added}>
          <span>{`${formatNumber(added.length)} to add `}</span>
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
          {words.unchecked}
        </Notice>
      )}
      {over > 0 && (
        <Notice tone="warn" layout="panel">{`${words.overLimit}: ${formatNumber(over)} would be left out.`}</Notice>
      )}
      {unknownIds.length > 0 && !unchecked && words.unknown !== null && (
        <label className={paste.take}>
          <input
            type="checkbox"
            checked={withUnknown}
            onChange={(event) => onWithUnknown(event.currentTarget.checked)}
          />
          <span>{`Add the ${formatNumber(unknownIds.length)} ${words.unknown(unknownIds.length)}`}</span>
        </label>
      )}
      {offences.length > 0 && (
        <div className={paste.offences}>
          <div className={paste.offencesHead}>
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
                    <span className={paste.number}>{`Line ${formatNumber(line)}`}</span>
                    <span className={paste.value} translate="no">
                      {key.length > 80 ? `${key.slice(0, 80)}…` : key}
                    </span>
                    <span className={paste.reason}>{reason}</span>
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

function download(offences: readonly Offence[]): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([offencesAsCsv(offences)], { type: 'text/csv' }));
  link.download = 'lines-not-added.csv';
  link.click();
  // The download has its own hold of it by the next task.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
