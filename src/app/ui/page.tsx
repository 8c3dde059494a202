import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode } from 'react';
import css from './page.module.css';

/** Margins and maximum width of a page, from 360 px on. */
export function Page({ children }: { readonly children: ReactNode }) {
  return <div className={css.page}>{children}</div>;
}

interface PageHeaderProps {
  /** Links to the parent pages, without the page itself. */
  readonly breadcrumb?: ReactNode;
  readonly title: string;
  /** Next to the title: a status badge or a count. */
  readonly beside?: ReactNode;
  /** At the end of the line: ids, buttons. */
  readonly aside?: ReactNode;
  /** `<Tabs>` */
  readonly tabs?: ReactNode;
}

export function PageHeader({ breadcrumb, title, beside, aside, tabs }: PageHeaderProps) {
  return (
    <header className={css.header}>
      {breadcrumb !== undefined && (
        <nav className="secondary" aria-label="Breadcrumb">
          <ol className={css.breadcrumb}>
            <li>{breadcrumb}</li>
            <li className="truncate" aria-current="page">
              {title}
            </li>
          </ol>
        </nav>
      )}
      <div className={`cluster ${css.line}`}>
        <h1 className={css.title}>{title}</h1>
        {beside !== undefined && <div className="secondary">{beside}</div>}
        {aside !== undefined && <div className={`cluster secondary ${css.aside}`}>{aside}</div>}
      </div>
      {tabs}
    </header>
  );
}

/** A row of `<TabLink>`s. Each is a page with its own URL, so this is a navigation, not a tab list. */
export function Tabs({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <nav className={css.tabs} aria-label={label}>
      {children}
    </nav>
  );
}

function Tab({ className: _className, children, ...props }: AnchorHTMLAttributes<HTMLAnchorElement>) {
  return (
    <a {...props} className={css.tab}>
      {children}
    </a>
  );
}

/** Has the props of `<Link>`. Pass `activeOptions={{ exact: true }}` if the URL of another tab starts with this one. */
export const TabLink = createLink(Tab);
