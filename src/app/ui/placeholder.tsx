import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorIcon } from './icons.tsx';
import css from './placeholder.module.css';

interface EmptyStateProps {
  readonly title: string;
  /** What to do now. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** It is all there is: its title is the heading of the page. */
  readonly wholePage?: boolean;
}

/** Where there is nothing to show: why, and what to do. */
export function EmptyState({ title, children, action, wholePage = false }: EmptyStateProps) {
  const Title = wholePage ? 'h1' : 'p';
  return (
    <div className={css.state}>
      <Title className={css.title}>{title}</Title>
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

/** Where something failed: what, what it means, and a way to try again. */
export function ErrorState({ title, children, onRetry, retrying = false, wholePage = false }: ErrorStateProps) {
  const Title = wholePage ? 'h1' : 'p';
  return (
    <div className={css.state} role="alert">
      <Title className={css.title} data-error>
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

/** A grey bar of the size of what will stand there, so that nothing jumps. */
export function Skeleton({ width = '100%', height = '0.75rem' }: SkeletonProps) {
  return <span className={css.skeleton} style={{ width, height }} aria-hidden="true" />;
}
