import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState, Skeleton } from './placeholder.tsx';
import css from './cards.module.css';

interface LoadedProps<T> {
  readonly query: UseQueryResult<T>;
  /** What is loaded, as it stands in "… could not be loaded". */
  readonly what: string;
  readonly children: (data: T) => ReactNode;
}

/** What was read, or that it is on its way, or why it is not there. */
export function QueryState<T>({ query, what, children }: LoadedProps<T>) {
  const { data, error, isFetching, refetch } = query;
  if (data !== undefined) return children(data);
  if (error)
    return (
      <ErrorState title={`${what} could not be loaded`} onRetry={() => void refetch()} retrying={isFetching}>
        {error.message}
      </ErrorState>
    );
  return (
    <div className={css.empty} role="status" aria-label="Loading">
      <Skeleton width="40%" />
    </div>
  );
}
