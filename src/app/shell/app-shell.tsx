import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PaletteHost } from '../features/palette/palette-host.tsx';
import { ListIcon } from '../ui/icons.tsx';
import css from './app-shell.module.css';
import { ThemeSwitch } from './theme-switch.tsx';

/** What stands around every page: the skip link, the rail (a bar at the bottom on narrow screens) and the main region. */
export function AppShell({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <a href="#main" className={css.skip} onClick={skipToMain}>
        Skip to the content
      </a>
      <div className={css.shell}>
        <nav className={css.rail} aria-label="Coupon Desk">
          <Link to="/series" className={css.logo} aria-label="Coupon Desk, start" activeOptions={{ exact: true }}>
            CD
          </Link>
          <Link to="/series" className={css.item} activeProps={{ 'data-active': true }} data-tip="Series">
            <ListIcon />
            <span className={css.word}>Series</span>
          </Link>
          <PaletteHost className={css.item} wordClassName={css.word} />
          <span className={css.space} />
          <ThemeSwitch className={css.item} wordClassName={css.word} />
        </nav>
        <main id="main" tabIndex={-1} className={css.main}>
          {children}
        </main>
      </div>
    </>
  );
}

/** Moves the focus without leaving `#main` in the address, which belongs to the router. */
function skipToMain(event: { preventDefault: () => void }) {
  event.preventDefault();
  const main = document.getElementById('main');
  main?.focus();
  main?.scrollIntoView();
}
