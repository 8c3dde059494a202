import type { ReactNode } from 'react';
import css from './server-status.module.css';

/** Names and values of a section. */
export function Details({ children }: { readonly children: ReactNode }) {
  return <dl className={`rows ${css.details}`}>{children}</dl>;
}

export function Detail({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="field-line">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
