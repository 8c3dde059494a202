import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorText } from './error-text.tsx';
import { ErrorState, Skeleton } from './placeholder.tsx';
import css from './cards.module.css';

interface QueryStateProps<T> {
  readonly query: UseQueryResult<T>;
  /** Name of the data, for "… could not be loaded". */
  readonly what: string;
  readonly children: (data: T) => ReactNode;
}

/** Renders the data of a query, or its loading or error state. */
export function QueryState<T>({ query, what, children }: QueryStateProps<T>) {
  const { data, error, isFetching, refetch } = query;
  if (data !== undefined) return children(data);
  if (error)
    return (
      <ErrorState title={`${what} could not be loaded`} onRetry={() => void refetch()} retrying={isFetching}>
        <ErrorText error={error} />
      </ErrorState>
    );
  return (
    <div className={css.empty} role="status" aria-label="Loading">
      <Skeleton width="40%" />
    </div>
  );
}
