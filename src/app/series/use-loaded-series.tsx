import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { forgetPageData, isPageSeries } from '../api/embedded-data.ts';
import { Refused } from '../api/request.ts';
import { type LoadedSeries, seriesQuery, type ShownSettings } from '../api/series-queries.ts';
import { useClockOffset } from '../api/server-clock.ts';
import { useShownSettings } from '../api/shown-settings.ts';
import { ErrorText } from '../ui/error-text.tsx';
import { Page } from '../ui/page.tsx';
import { EmptyState, ErrorState } from '../ui/placeholder.tsx';
import { SeriesSkeleton } from './series-skeleton.tsx';

interface Loaded {
  readonly loaded: LoadedSeries;
  readonly settings: ShownSettings;
  readonly readAt: number;
  /** Why the series could not be read again; null if the last read succeeded. */
  readonly problem: string | null;
}

/**
 * Loads a series and the settings, or returns what to show `instead`. `fresh` waits for a new answer, unless the server sent the
 * series with the page: an edit must not start from a cached series. `refreshes` reads the series again when the window gets the focus.
 */
export function useLoadedSeries(
  id: number,
  { fresh = false, refreshes = false } = {},
): Loaded | { readonly instead: ReactNode } {
  const offset = useClockOffset();
  // The series that came with the page, until another one is shown.
  const [newId, setNewId] = useState(() => (isPageSeries(id) ? id : null));
  if (newId !== null && newId !== id) setNewId(null);
  const isNew = newId === id;
  useEffect(forgetPageData, []);
  const settings = useShownSettings();
  const series = useQuery({
    ...seriesQuery(id, settings.data?.clusterTimeZone ?? 'UTC'),
    enabled: settings.data !== undefined,
    refetchOnMount: isNew ? false : 'always',
    refetchOnWindowFocus: refreshes && 'always',
  });
  if (settings.data && series.data && (!fresh || isNew || series.isFetchedAfterMount))
    return {
      loaded: series.data,
      settings: settings.data,
      readAt: series.dataUpdatedAt + offset,
      problem: series.error?.message ?? null,
    };
  const error = settings.error ?? series.error;
  if (error instanceof Refused && error.errors.some(({ code }) => code === 707))
    return { instead: <UnknownSeries id={id} /> };
  if (error)
    return {
      instead: (
        <Page>
          <ErrorState
            wholePage
            title={`Series ${id} cannot be shown`}
            onRetry={() => void (settings.error ? settings.refetch() : series.refetch())}
            retrying={settings.isFetching || series.isFetching}
          >
            <ErrorText error={error} />
          </ErrorState>
        </Page>
      ),
    };
  return {
    instead: (
      <Page>
        <SeriesSkeleton />
      </Page>
    ),
  };
}

function UnknownSeries({ id }: { id: number }) {
  return (
    <Page>
      <EmptyState wholePage title={`There is no series ${id}`} action={<Link to="/series">All series</Link>}>
        Check the number, or search the list by name or code.
      </EmptyState>
    </Page>
  );
}
