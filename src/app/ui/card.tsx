import type { ReactNode } from 'react';
import css from './card.module.css';

interface CardProps {
  /** A small heading inside the card. The card is then a region with this name. */
  readonly title?: string;
  /** Without padding, for rows that have their own spacing. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

export function Card({ title, flush = false, children }: CardProps) {
  const Tag = title === undefined ? 'div' : 'section';
  return (
    <Tag className={`surface ${css.card}`} data-flush={flush || undefined} aria-label={title}>
      {title !== undefined && <h2 className={`secondary ${css.title}`}>{title}</h2>}
      {children}
    </Tag>
  );
}
