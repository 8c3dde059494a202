import { Box } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type Series, valueOrNull } from '#domain/series/series.ts';
import type { ShownSettings } from '../../api/series-queries.ts';
import { SeriesInput } from '../../series/series-input.tsx';
import { useLoadedSeries } from '../../series/use-loaded-series.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';
import { usePageTitle } from '../../ui/use-page-title.ts';
import { SeriesDifferences } from './series-differences.tsx';

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
  const names = nameOf(first) === nameOf(second) ? [`${id}`, `${other}`] : pair.map(nameOf);
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
        <SeriesDifferences pair={pair} names={names} settings={settings} />
      </div>
    </Page>
  );
}
