import type { ReactNode } from 'react';
import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { type Piece, type Printable, printDistinct } from '#domain/change/print-distinct.ts';
import { translateOf } from '../../ui/translate.ts';
import { EntryChangeList } from './entry-change-list.tsx';
import css from './value-change.module.css';

/** A printed value: changed words are marked, and characters that a reader cannot see are named. */
export function Pieces({ field, pieces }: { readonly field: FieldKey; readonly pieces: readonly Piece[] }) {
  return (
    <span className={css.value} translate={translateOf(fieldOf(field).kind)}>
      {pieces.map(({ text, mark }, index) =>
        mark === 'changed' ? (
          // Pieces have no id, so the index is the key.
          <mark key={index}>{text}</mark>
        ) : (
          <span key={index} className={mark && css.character}>
            {text}
          </span>
        ),
      )}
    </span>
  );
}

/** A change of a field: the value before, the value after, and the entries that it adds and removes. */
export function ValueChange({
  field,
  from,
  to,
}: {
  readonly field: FieldKey;
  readonly from: Printable;
  readonly to: Printable;
}) {
  const [before = [], after = []] = printDistinct(fieldOf(field).kind, [from, to]);
  return (
    <>
      <s>
        <span className="visually-hidden">from </span>
        <Pieces field={field} pieces={before} />
      </s>
      <span aria-hidden> → </span>
      <span className="visually-hidden"> to </span>
      <b>
        <Pieces field={field} pieces={after} />
      </b>
      <EntryChangeList field={field} from={from.value} to={to.value} />
    </>
  );
}

/** One changed field in a list of changes. */
export function ChangeRow({
  field,
  implied = false,
  children,
}: {
  readonly field: FieldKey;
  readonly implied?: boolean;
  readonly children: ReactNode;
}) {
  const { label, path } = fieldOf(field);
  return (
    <div className={`field-line ${css.change}`}>
      <dt>
        <span>{`${label} `}</span>
        <code translate="no">{path.join('.')}</code>
        {implied && <span className={`secondary ${css.implied}`}>follows from another change</span>}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
