import { formatNumber } from '#catalogue/format.ts';
import type { EntryType } from '#contract/directory.ts';
import input from '../controls/input.module.css';
import css from './chosen-summary.module.css';
import { EntryName } from './entry-name.tsx';
import { useNames } from './names.ts';

/** More than these are counted, not named. */
const NAMED = 3;

interface ChosenSummaryProps {
  readonly type: EntryType;
  readonly label: string;
  readonly labelId: string;
  readonly ids: readonly number[];
  /** What an empty list means. */
  readonly none: string;
  readonly disabled: boolean;
  /** The pointer or the focus has come near: time to fetch what the choosing needs. */
  readonly onNear: () => void;
  readonly onChoose: () => void;
}

/** What is chosen of one kind of thing, in a few lines: how many, the first of them by name, and the way to choose. */
export function ChosenSummary(props: ChosenSummaryProps) {
  const { type, label, labelId, ids, none, disabled, onNear, onChoose } = props;
  const named = ids.slice(0, NAMED);
  const nameOf = useNames(type, named);
  return (
    <div className={css.row} role="group" aria-labelledby={labelId}>
      <div className={css.head}>
        <span id={labelId} className={css.label}>
          {label}
        </span>
        <span className={css.count}>{ids.length === 0 ? none : formatNumber(ids.length)}</span>
      </div>
      {!disabled && (
        <button
          type="button"
          className={`${input.chip} ${css.choose}`}
          onPointerEnter={onNear}
          onFocus={onNear}
          onClick={onChoose}
        >
          <span>Choose…</span>
          <span className="visually-hidden">{` ${label}`}</span>
        </button>
      )}
      {ids.length > 0 && (
        <ul className={css.names}>
          {named.map((id, at) => (
            <li key={`${id}/${at}`}>
              <EntryName id={id} known={nameOf(id)} />
            </li>
          ))}
          {ids.length > NAMED && <li className={css.more}>{`and ${formatNumber(ids.length - NAMED)} more`}</li>}
        </ul>
      )}
    </div>
  );
}
