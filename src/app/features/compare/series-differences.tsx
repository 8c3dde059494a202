import { Table } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import { compareSeries } from '#domain/change/compare-series.ts';
import { type Entry, entriesOf, entryChanges } from '#domain/change/entry-changes.ts';
import { printDistinct } from '#domain/change/print-distinct.ts';
import { type Series, valueOrNull } from '#domain/series/series.ts';
import { gatesOf } from '#domain/series/visibility.ts';
import { formatNumber } from '#values/number-format.ts';
import type { ShownSettings } from '../../api/series-queries.ts';
import { Pieces } from '../../editor/changes/value-change.tsx';
import { useEntryTexts } from '../../series/entry-texts.ts';
import { Fold } from '../../ui/fold.tsx';

interface SeriesDifferencesProps {
  readonly pair: readonly [Series, Series];
  /** The headings of the columns. */
  readonly names: readonly string[];
  readonly settings: ShownSettings;
}

/** Two series, or two versions of one, side by side: differences first. */
export function SeriesDifferences({ pair, names, settings }: SeriesDifferencesProps) {
  const [first, second] = pair;
  const { different, same, unknown, others } = useMemo(() => compareSeries(first, second), [first, second]);
  const rows = (keys: readonly FieldKey[]) =>
    keys.map((key) => <Row key={key} field={key} pair={pair} names={names} settings={settings} />);
  return (
    <>
      <h2 className="heading">{`Differences (${different.length + others.length})`}</h2>
      {different.length + others.length === 0 && <p>All values that are known are the same.</p>}
      {different.length + others.length > 0 && (
        <SideBySide label="Differences" names={names}>
          {rows(different)}
          {others.map(({ key, from, to }) => (
            <Table.Tr key={key}>
              <Table.Th scope="row">
                <code translate="no">{key}</code>
              </Table.Th>
              {[from, to].map((value, index) => (
                <Table.Td key={names[index]}>
                  <code translate="no">{JSON.stringify(value) ?? 'not there'}</code>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </SideBySide>
      )}
      {unknown.length > 0 && (
        <>
          <h2 className="heading">{`Not known (${unknown.length})`}</h2>
          <p className="secondary">The API did not return these fields.</p>
          <SideBySide label="Not known" names={names}>
            {rows(unknown)}
          </SideBySide>
        </>
      )}
      <Fold label={`The same in both (${same.length})`}>
        <SideBySide label="The same in both" names={names}>
          {rows(same)}
        </SideBySide>
      </Fold>
    </>
  );
}

interface SideBySideProps {
  readonly label: string;
  readonly names: readonly string[];
  readonly children: ReactNode;
}

/** A table with equal columns for both series, on a phone too. */
function SideBySide({ label, names, children }: SideBySideProps) {
  return (
    <Table
      aria-label={label}
      layout="fixed"
      fz="0.8125rem"
      verticalSpacing="sm"
      horizontalSpacing="0.375rem"
      borderColor="var(--line-soft)"
      style={{ overflowWrap: 'anywhere' }}
    >
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="32%">Field</Table.Th>
          {names.map((name) => (
            <Table.Th key={name}>{name}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody style={{ verticalAlign: 'top' }}>{children}</Table.Tbody>
    </Table>
  );
}

interface RowProps {
  readonly field: FieldKey;
  readonly pair: readonly [Series, Series];
  readonly names: readonly string[];
  readonly settings: ShownSettings;
}

function Row({ field, pair, names, settings }: RowProps) {
  const { label, kind } = fieldOf(field);
  const values = pair.map(({ values: all }) => all[field]);
  const printed = printDistinct(
    kind,
    pair.map(({ values: all, wire }) => {
      const print: Print = { currency: settings.currency, zone: settings.timeZone, gates: gatesOf(all, wire) };
      return { value: all[field], text: formatValue(kind, all[field], print) };
    }),
  );
  const changes = entryChanges(kind, values[0], values[1]);
  const only = [changes?.removed ?? [], changes?.added ?? []];
  /** Whether the names below say everything that a list of ids says. */
  const isNamed = (index: number) => {
    const count = only[index]?.length ?? 0;
    return kind.type === 'ids' && count > 0 && count === entriesOf(kind, values[index])?.length;
  };
  return (
    <Table.Tr data-field={field}>
      <Table.Th scope="row">{label}</Table.Th>
      {pair.map((series, index) => (
        <Table.Td key={names[index]} className="tabular">
          {!isNamed(index) && <Pieces field={field} pieces={printed[index] ?? []} />}
          <OnlyHere entries={only[index] ?? []} series={series} clusterZone={settings.clusterTimeZone} />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

/** Entries that are named at first, and with each press of "Show more". */
const FIRST = 6;
const STEP = 100;

interface OnlyHereProps {
  readonly entries: readonly Entry[];
  readonly series: Series;
  readonly clusterZone: string;
}

function OnlyHere({ entries, series, clusterZone }: OnlyHereProps) {
  const [shown, setShown] = useState(FIRST);
  const named = useMemo(() => entries.slice(0, shown), [entries, shown]);
  const texts = useEntryTexts(named, { clusterZone, ownId: valueOrNull(series.values.id) });
  if (entries.length === 0) return null;
  const rest = entries.length - named.length;
  return (
    <div className="secondary">
      <p>{`Only here: ${texts.join(', ')}`}</p>
      {rest > 0 && (
        <button type="button" className="link" onClick={() => setShown(shown + STEP)}>
          {`Show more (${formatNumber(rest)})`}
        </button>
      )}
    </div>
  );
}
