import { createLink } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, type ReactNode, useEffect, useRef } from 'react';
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

/**
 * A row of `<TabLink>`s. Each is a page with its own URL, so this is a navigation, not a tab list. On narrow screens it
 * scrolls to the current tab.
 */
export function Tabs({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const nav = useRef<HTMLElement>(null);
  const shown = useRef<string | null>(null);
  useEffect(() => {
    const tab = nav.current?.querySelector<HTMLAnchorElement>('[aria-current=page]');
    if (!nav.current || !tab) return;
    // The user may have scrolled the tabs since this one was opened. Counts that arrive make them wider.
    const state = `${tab.href} ${nav.current.scrollWidth}`;
    if (state === shown.current) return;
    shown.current = state;
    const [strip, box] = [nav.current.getBoundingClientRect(), tab.getBoundingClientRect()];
    if (box.left < strip.left || box.right > strip.right) nav.current.scrollLeft += box.left - strip.left - 24;
  });
  return (
    <nav ref={nav} className={css.tabs} aria-label={label}>
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
