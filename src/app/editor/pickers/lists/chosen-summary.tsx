import { formatNumber } from '#values/number-format.ts';
import type { EntryType } from '#contract/endpoint-constants.ts';
import input from '../../../ui/input.module.css';
import css from './chosen-summary.module.css';
import { EntryName } from './entry-name.tsx';
import { useEntryNames } from './entry-names.ts';

/** Only this many are listed by name. */
const NAMED = 3;

interface ChosenSummaryProps {
  readonly type: EntryType;
  readonly label: string;
  readonly labelId: string;
  readonly ids: readonly number[];
  /** The meaning of an empty list. */
  readonly none: string;
  readonly disabled: boolean;
  /** Called on hover or focus of the button, to prefetch the dialog. */
  readonly onPrefetch: () => void;
  readonly onChoose: () => void;
}

/**
 * A summary of the selected entries of one type: their number, the first names, and the button that opens the dialog.
 */
export function ChosenSummary(props: ChosenSummaryProps) {
  const { type, label, labelId, ids, none, disabled, onPrefetch, onChoose } = props;
  const named = ids.slice(0, NAMED);
  const entryOf = useEntryNames(type, named);
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
          onPointerEnter={onPrefetch}
          onFocus={onPrefetch}
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
              <EntryName id={id} entry={entryOf(id)} />
            </li>
          ))}
          {ids.length > NAMED && <li className={css.more}>{`and ${formatNumber(ids.length - NAMED)} more`}</li>}
        </ul>
      )}
    </div>
  );
}
