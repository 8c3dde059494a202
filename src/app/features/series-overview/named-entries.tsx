import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { countEntries } from '#catalogue/format.ts';
import { ENTRY_TYPES } from '#contract/endpoint-constants.ts';
import type { Entry } from '#domain/change/entry-changes.ts';
import { formatNumber } from '#values/number-format.ts';
import { groupBy } from '#values/group-by.ts';
import { useEntryTexts } from '../../series/entry-texts.ts';
import css from './overview.module.css';

/** Entries of a type shown at first, and how many times as many each press of "Show more" shows. */
const FIRST = 10;
const FACTOR = 10;

interface NamedEntriesProps {
  readonly entries: readonly Entry[];
  readonly clusterZone: string;
  /** The id of the series that has the entries. */
  readonly ownId: number | null;
}

/** Places, products or other series by name, in groups of one type. */
export function NamedEntries({ entries, ...context }: NamedEntriesProps) {
  const groups = useMemo(() => [...groupBy(entries, ({ type }) => type)], [entries]);
  return (
    <div className="rows">
      {groups.map(([type, ofType]) => (
        <NamedGroup key={type} type={type} entries={ofType} {...context} />
      ))}
    </div>
  );
}

function NamedGroup({ type, entries, ...context }: NamedEntriesProps & { readonly type: string }) {
  const [shown, setShown] = useState(FIRST);
  const rows = useMemo(() => entries.slice(0, shown), [entries, shown]);
  const texts = useEntryTexts(rows, context);
  const rest = entries.length - rows.length;
  return (
    <div>
      <p>{countEntries(entries.length, type)}</p>
      <ul className={`secondary ${css.names}`}>
        {rows.map(({ id }, index) => (
          // An id may be stored twice.
          <li key={index}>
            {type === 'SERIES' ? (
              <Link to="/series/$id" params={{ id }}>
                {texts[index]}
              </Link>
            ) : ENTRY_TYPES.some((one) => one === type && one !== 'ATTRIBUTE') ? (
              <Link to="/covers/$type/$entry" params={{ type, entry: String(id) }}>
                {texts[index]}
              </Link>
            ) : (
              <span>{texts[index]}</span>
            )}
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <button type="button" className="link" onClick={() => setShown(shown * FACTOR)}>
          {`Show more (${formatNumber(rest)})`}
        </button>
      )}
    </div>
  );
}
