import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode } from 'react';
import css from './page.module.css';

/** The frame of a page: even margins from 360 px on, no wider than can be read. */
export function Page({ children }: { readonly children: ReactNode }) {
  return <div className={css.page}>{children}</div>;
}

interface PageHeaderProps {
  /** Links to what stands above, the page itself left out. */
  readonly breadcrumb?: ReactNode;
  readonly title: string;
  /** Beside the title: a status badge, a count. */
  readonly beside?: ReactNode;
  /** On the far side: ids, buttons. */
  readonly aside?: ReactNode;
  /** `<Tabs>` */
  readonly tabs?: ReactNode;
}

export function PageHeader({ breadcrumb, title, beside, aside, tabs }: PageHeaderProps) {
  return (
    <header className={css.header}>
      {breadcrumb !== undefined && (
        <nav className={css.breadcrumb} aria-label="Breadcrumb">
          <ol>
            <li>{breadcrumb}</li>
            <li aria-current="page">{title}</li>
          </ol>
        </nav>
      )}
      <div className={css.line}>
        <h1 className={css.title}>{title}</h1>
        {beside !== undefined && <div className={css.beside}>{beside}</div>}
        {aside !== undefined && <div className={css.aside}>{aside}</div>}
      </div>
      {tabs}
    </header>
  );
}

/** A row of `<TabLink>`s: pages with addresses of their own, hence a navigation and no tab list. */
export function Tabs({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <nav className={css.tabs} aria-label={label}>
      {children}
    </nav>
  );
}

function Tab({ className: _own, children, ...props }: AnchorHTMLAttributes<HTMLAnchorElement>) {
  return (
    <a {...props} className={css.tab}>
      {children}
    </a>
  );
}

/** Takes what `<Link>` takes; pass `activeOptions={{ exact: true }}` where another tab's address lies beneath. */
export const TabLink = createLink(Tab);
