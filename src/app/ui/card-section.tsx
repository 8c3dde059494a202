import { type ReactNode, useId } from 'react';
import { Card } from './card.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import css from './cards.module.css';

interface SectionProps {
  readonly title: string;
  readonly description?: ReactNode;
  /** Result of the last action, such as "Saved". Announced to screen readers. */
  readonly status?: string | null;
  readonly children: ReactNode;
}

/** A heading, a description and a card of rows. */
export function CardSection({ title, description, status, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className={`cluster ${css.head}`}>
        <h2 id={id} className="heading">
          {title}
        </h2>
        <span role="status" className={css.status}>
          {status}
        </span>
        {description !== undefined && <p className={`secondary ${css.about}`}>{description}</p>}
      </div>
      <Card flush>
        <ErrorBoundary>{children}</ErrorBoundary>
      </Card>
    </section>
  );
}
