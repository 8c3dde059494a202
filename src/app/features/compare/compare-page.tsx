import { Box, Table } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
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
import { SeriesInput } from '../../series/series-input.tsx';
import { useLoadedSeries } from '../../series/use-loaded-series.tsx';
import { Fold } from '../../ui/fold.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';
import { usePageTitle } from '../../ui/use-page-title.ts';

const nameOf = ({ values, wire }: Series) => valueOrNull(values.description)?.trim() || `Series ${Number(wire['id'])}`;

/** Two series side by side. Without the second one, it asks for it. */
export function ComparePage() {
  const { id = 0, other } = useParams({ strict: false });
  const state = useLoadedSeries(id);
  if ('instead' in state) return state.instead;
  const { loaded, settings } = state;
  return other === undefined || other === id ? (
    <ChooseOther id={id} series={loaded.series} settings={settings} isSame={other === id} />
  ) : (
    <WithOther key={other} id={id} other={other} series={loaded.series} />
  );
}

function Header({ id, series }: { readonly id: number; readonly series: Series }) {
  usePageTitle(`${nameOf(series)} · Compare`);
  return (
    <PageHeader
      breadcrumb={
        <Link to="/series/$id" params={{ id }}>
          {nameOf(series)}
        </Link>
      }
      title="Compare"
    />
  );
}

interface ChooseOtherProps {
  readonly id: number;
  readonly series: Series;
  readonly settings: ShownSettings;
  /** Whether the URL compares the series with itself. */
  readonly isSame: boolean;
}

function ChooseOther({ id, series, settings, isSame }: ChooseOtherProps) {
  const navigate = useNavigate();
  return (
    <Page>
      <Header id={id} series={series} />
      <Box className="rows" data-roomy maw="34rem">
        {isSame && <p>This is the same series twice. Choose another one.</p>}
        <SeriesInput
          id="compare-with"
          label={<span>Compare with</span>}
          clusterZone={settings.clusterTimeZone}
          onChoose={(other) => void navigate({ to: '/series/$id/compare/$other', params: { id, other } })}
        />
      </Box>
    </Page>
  );
}

function WithOther({ id, other, series }: { readonly id: number; readonly other: number; readonly series: Series }) {
  const state = useLoadedSeries(other);
  if ('instead' in state) return state.instead;
  return <Differences id={id} other={other} pair={[series, state.loaded.series]} settings={state.settings} />;
}

interface DifferencesProps {
  readonly id: number;
  readonly other: number;
  readonly pair: readonly [Series, Series];
  readonly settings: ShownSettings;
}

function Differences({ id, other, pair, settings }: DifferencesProps) {
  const [first, second] = pair;
  const { different, same, unknown, otherKeys } = useMemo(() => compareSeries(first, second), [first, second]);
  const names = nameOf(first) === nameOf(second) ? [`${id}`, `${other}`] : pair.map(nameOf);
  const rows = (keys: readonly FieldKey[]) =>
    keys.map((key) => <Row key={key} field={key} pair={pair} names={names} settings={settings} />);
  return (
    <Page>
      <Header id={id} series={first} />
      <div className="rows" data-roomy>
        <p className="cluster">
          <Link to="/series/$id" params={{ id }}>{`${nameOf(first)} (${id})`}</Link>
          <span>and</span>
          <Link to="/series/$id" params={{ id: other }}>{`${nameOf(second)} (${other})`}</Link>
          <Link to="/series/$id/compare" params={{ id }}>
            Choose another
          </Link>
        </p>
        <h2 className="heading">{`Differences (${different.length + otherKeys.length})`}</h2>
        <SideBySide label="Differences" names={names}>
          {rows(different)}
          {otherKeys.map((key) => (
            <Table.Tr key={key}>
              <Table.Th scope="row">
                <code translate="no">{key}</code>
              </Table.Th>
              {pair.map(({ wire }, index) => (
                <Table.Td key={names[index]}>
                  <code translate="no">{JSON.stringify(wire[key]) ?? 'not there'}</code>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </SideBySide>
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
      </div>
    </Page>
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
