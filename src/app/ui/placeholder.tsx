import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorIcon } from './icons.tsx';
import css from './placeholder.module.css';

interface EmptyStateProps {
  readonly title: string;
  /** What to do now. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** It is the only content: its title is the heading of the page. */
  readonly wholePage?: boolean;
}

/** Shown if there is no data: why, and what to do. */
export function EmptyState({ title, children, action, wholePage = false }: EmptyStateProps) {
  const Title = wholePage ? 'h1' : 'p';
  return (
    <div className={`stack ${css.state}`}>
      <Title className="heading">{title}</Title>
      <p className={css.text}>{children}</p>
      {action}
    </div>
  );
}

interface ErrorStateProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly onRetry?: (() => void) | undefined;
  readonly retrying?: boolean;
  readonly wholePage?: boolean;
}

/** Shown if loading failed: what failed, why, and a retry button. */
export function ErrorState({ title, children, onRetry, retrying = false, wholePage = false }: ErrorStateProps) {
  const Title = wholePage ? 'h1' : 'p';
  return (
    <div className={`stack ${css.state}`} role="alert">
      <Title className={`cluster heading ${css.title}`}>
        <ErrorIcon size={18} />
        <span>{` ${title}`}</span>
      </Title>
      <p className={css.text}>{children}</p>
      {onRetry && (
        <Button variant="default" onClick={onRetry} loading={retrying}>
          Try again
        </Button>
      )}
    </div>
  );
}

interface SkeletonProps {
  readonly width?: string;
  readonly height?: string;
}

/** A grey bar of the size of the content that is loading, so that the layout does not shift. */
export function Skeleton({ width = '100%', height = '0.75rem' }: SkeletonProps) {
  return <span className={css.skeleton} style={{ width, height }} aria-hidden="true" />;
}
