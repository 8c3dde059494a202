import { Suspense } from 'react';
import { formatNumber } from '#values/number-format.ts';
import type { EntryType } from '#contract/endpoint-constants.ts';
import input from '../../../ui/input.module.css';
import { lazyPart } from '../../../ui/lazy-part.tsx';
import css from './chosen-summary.module.css';
import { MoreNames } from './more-names.tsx';

const FirstNames = lazyPart(
  () => import('./entry-name.tsx'),
  (module) => module.FirstNames,
);
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
  return (
    <div className={css.row} role="group" aria-labelledby={labelId}>
      <div className="cluster">
        <b id={labelId}>{label}</b>
        <span className="secondary tabular">{ids.length === 0 ? none : formatNumber(ids.length)}</span>
      </div>
      {!disabled && (
        <button
          type="button"
          className={input.chip}
          onPointerEnter={onPrefetch}
          onFocus={onPrefetch}
          onClick={onChoose}
        >
          <span>Choose…</span>
          <span className="visually-hidden">{` ${label}`}</span>
        </button>
      )}
      {ids.length > 0 && (
        <Suspense fallback={<UnnamedIds ids={ids} />}>
          <FirstNames type={type} ids={ids} most={NAMED} />
        </Suspense>
      )}
    </div>
  );
}

function UnnamedIds({ ids }: { readonly ids: readonly number[] }) {
  return (
    <ul className={css.names} aria-busy="true">
      {ids.slice(0, NAMED).map((id, at) => (
        <li key={`${id}/${at}`} className="truncate secondary tabular" translate="no">
          {id}
        </li>
      ))}
      {ids.length > NAMED && <MoreNames count={ids.length - NAMED} />}
    </ul>
  );
}
