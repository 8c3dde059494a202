import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Refused } from '../api/request.ts';
import { type LoadedSeries, seriesQuery, type ShownSettings } from '../api/series-queries.ts';
import { useShownSettings } from '../api/shown-settings.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '../ui/placeholder.tsx';
import css from './series.module.css';

/**
 * A series and the settings to read it by, or what to show while there is none. `fresh` waits for an answer of this visit:
 * an edit must not start from what a former page had read.
 */
export function useLoadedSeries(
  id: number,
  { fresh = false } = {},
):
  | { readonly loaded: LoadedSeries; readonly settings: ShownSettings; readonly readAt: number }
  | { readonly instead: ReactNode } {
  const settings = useShownSettings();
  const series = useQuery({
    ...seriesQuery(id, settings.data?.clusterTimeZone ?? 'UTC'),
    enabled: settings.data !== undefined,
    refetchOnMount: 'always',
  });
  if (settings.data && series.data && (!fresh || series.isFetchedAfterMount))
    return { loaded: series.data, settings: settings.data, readAt: series.dataUpdatedAt };
  const error = settings.error ?? series.error;
  if (error instanceof Refused && error.errors.some(({ code }) => code === 707))
    return { instead: <Unknown id={id} /> };
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
            {error.message}
          </ErrorState>
        </Page>
      ),
    };
  return {
    instead: (
      <Page>
        <div className={css.loading} role="status" aria-label="Loading the series">
          <Skeleton width="20rem" height="1.5rem" />
          <Skeleton height="16rem" />
          <Skeleton height="16rem" />
        </div>
      </Page>
    ),
  };
}

function Unknown({ id }: { id: number }) {
  return (
    <Page>
      <EmptyState wholePage title={`There is no series ${id}`} action={<Link to="/series">All series</Link>}>
        It may have been another number. Search the list by name or by any of its codes.
      </EmptyState>
    </Page>
  );
}
