import { type ReactNode, useId } from 'react';
import { Card } from '../../ui/card.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import css from './cards.module.css';

interface SectionProps {
  readonly title: string;
  readonly about?: ReactNode;
  /** What has just been done, in a word: read aloud. */
  readonly said?: string | null;
  readonly children: ReactNode;
}

/** A heading, what it is about, and a card of rows. */
export function Section({ title, about, said, children }: SectionProps) {
  const id = useId();
  return (
    <section className={css.section} aria-labelledby={id}>
      <div className={css.head}>
        <h2 id={id}>{title}</h2>
        <span role="status" className={css.said}>
          {said}
        </span>
        {about !== undefined && <p className={css.about}>{about}</p>}
      </div>
      <Card flush>
        <ErrorBoundary>{children}</ErrorBoundary>
      </Card>
    </section>
  );
}
