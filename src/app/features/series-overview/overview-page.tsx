import { Button } from '@mantine/core';
import { focusManager } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { formatInstant } from '#values/date-format.ts';
import type { Settings } from '#contract/settings-endpoints.ts';
import type { Series } from '#domain/series/series.ts';
import { summarise } from '#domain/summary/summary.ts';
import { useWhyNot } from '../../api/session-query.ts';
import { RedemptionTimes } from '../../series/redemption-times.tsx';
import { Page } from '../../ui/page.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { hotkeyText, useHotkey } from '../../ui/hotkeys.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { lazyPart, nothing } from '../../ui/lazy-part.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/placeholder.tsx';
import { useNow } from '../../ui/use-now.ts';
import { SeriesFigures } from '../../series/series-figures.tsx';
import { AllFields } from './all-fields.tsx';
import { Attention } from './attention.tsx';
import css from './overview.module.css';
import { whyReadOnly } from '#domain/series/why-read-only.ts';
import { SeriesHeader } from '../../series/series-header.tsx';
import { SummaryText } from '../../series/summary-text.tsx';
import { useLoadedSeries } from '../../series/use-loaded-series.tsx';

const ReadOnlyLine = lazyPart(
  () => import('../../ui/read-only.tsx'),
  (module) => module.ReadOnlyLine,
);

const UndoneSavesBanner = lazyPart(
  () => import('./undone-saves-banner.tsx'),
  (module) => module.UndoneSavesBanner,
  { fallback: nothing },
);

/** A read-only page: what the series does, and all fields that the API returned. */
export function OverviewPage() {
  const { id } = useParams({ from: '/series/$id' });
  const navigate = useNavigate();
  const state = useLoadedSeries(id, { refreshes: true });
  const whyNot = useWhyNot('edit');
  const why = ('loaded' in state && whyReadOnly(state.loaded.series.values)) || whyNot;
  const edit = () => void navigate({ to: '/series/$id/edit', params: { id } });
  // Without the right to edit, the key leads to the explanation.
  useHotkey('edit', () => (why ? document.getElementById('read-only')?.focus() : edit()));
  useEffect(() => {
    // Of two windows side by side both are visible, and the query client does not notice which has the focus.
    const onFocus = () => focusManager.onFocus();
    window.addEventListener('focus', onFocus);
    return () => window.removeEventListener('focus', onFocus);
  }, []);
  if ('instead' in state) return state.instead;
  const { loaded, settings, readAt, problem } = state;
  return (
    <Page>
      <ErrorBoundary>
        <SeriesHeader series={loaded.series} settings={settings} page="Overview" />
      </ErrorBoundary>
      {settings.source === 'upstream' && (
        <Suspense>
          <UndoneSavesBanner loaded={loaded} settings={settings} mayEdit={why === null} />
        </Suspense>
      )}
      <div className={css.overview}>
        <ErrorBoundary>
          <AllFields series={loaded.series} settings={settings} />
        </ErrorBoundary>
        <aside className={`rows ${css.side}`} data-roomy aria-label="Summary">
          <div className={`cluster ${css.wide}`}>
            {why ? (
              <Suspense fallback={<Skeleton height="var(--control)" />}>
                <ReadOnlyLine why={why} />
              </Suspense>
            ) : why === null ? (
              <Button className={css.edit} onClick={edit} rightSection={<Kbd>{hotkeyText('edit')}</Kbd>}>
                Edit this series
              </Button>
            ) : (
              <Skeleton height="var(--control)" />
            )}
            <Link to="/series/$id/compare" params={{ id }}>
              Compare with another series
            </Link>
          </div>
          <ErrorBoundary>
            <Attention series={loaded.series} settings={settings} />
          </ErrorBoundary>
          <ErrorBoundary>
            <Summary series={loaded.series} settings={settings} />
          </ErrorBoundary>
          <ErrorBoundary>
            <Card title="Next times it can be redeemed">
              <RedemptionTimes values={loaded.series.values} settings={settings} />
            </Card>
          </ErrorBoundary>
          <ErrorBoundary>
            <SeriesFigures
              values={loaded.series.values}
              asOf={<AsOf readAt={readAt} zone={settings.timeZone} problem={problem} />}
            />
          </ErrorBoundary>
        </aside>
      </div>
    </Page>
  );
}

/** When the page was read, and why it could not be read again. */
function AsOf({ readAt, zone, problem }: { readAt: number; zone: string; problem: string | null }) {
  return (
    <>
      <p className="tertiary">{`As of ${formatInstant(readAt, zone)}.`}</p>
      <div role="status">
        {problem !== null && <Notice tone="warn">{`There may be a newer version. ${problem}`}</Notice>}
      </div>
    </>
  );
}

function Summary({ series, settings }: { series: Series; settings: Settings }) {
  const now = useNow();
  const { currency, clusterTimeZone: clusterZone, timeZone: storeZone } = settings;
  return (
    <Card title="What this series does">
      <SummaryText sentences={summarise(series.values, { currency, clusterZone, storeZone, now })} />
    </Card>
  );
}
