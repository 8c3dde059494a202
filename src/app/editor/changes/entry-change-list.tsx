import { use, useMemo, useState } from 'react';
import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import type { FieldValue } from '#catalogue/model/kinds.ts';
import { type EntryChanges, entryChanges } from '#domain/change/entry-changes.ts';
import { formatNumber } from '#values/number-format.ts';
import { EntryContext } from '../../series/entry-context.ts';
import { useEntryTexts } from '../../series/entry-texts.ts';
import css from './value-change.module.css';

/** Entries of a long list shown at first, and with each press of "Show more". */
const FIRST = 6;
const STEP = 100;

interface Props {
  readonly field: FieldKey;
  readonly from: FieldValue<unknown>;
  readonly to: FieldValue<unknown>;
}

/** The entries that a change of a list adds and removes, by name. Nothing for other kinds of values. */
export function EntryChangeList({ field, from, to }: Props) {
  const changes = useMemo(() => entryChanges(fieldOf(field).kind, from, to), [field, from, to]);
  return changes && changes.added.length + changes.removed.length > 0 ? <Entries {...changes} /> : null;
}

function Entries({ added, removed }: EntryChanges) {
  const [shown, setShown] = useState(FIRST);
  const rows = useMemo(
    () => [
      ...added.slice(0, shown).map((entry) => ({ entry, sign: '+' })),
      ...removed.slice(0, shown).map((entry) => ({ entry, sign: '−' })),
    ],
    [added, removed, shown],
  );
  const entries = useMemo(() => rows.map(({ entry }) => entry), [rows]);
  const texts = useEntryTexts(entries, use(EntryContext));
  const rest = added.length + removed.length - rows.length;
  return (
    <div className={css.entries}>
      <ul>
        {rows.map(({ sign }, index) => (
          // An id may be added twice.
          <li key={index} data-sign={sign}>
            {`${sign} ${texts[index]}`}
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <button
          type="button"
          className="link"
          data-copied={`${formatNumber(rest)} more`}
          onClick={() => setShown(shown + STEP)}
        >
          {`Show more (${formatNumber(rest)})`}
        </button>
      )}
    </div>
  );
}
