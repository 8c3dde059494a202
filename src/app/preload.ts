import { seriesUrl, SETTINGS_PATH } from '#contract/series-endpoints.ts';
import { SESSION_PATH } from '#contract/account-endpoints.ts';
import { prefetch } from './api/prefetch.ts';

// Runs before everything else: while the application starts, what the page of a series needs is on its way.
prefetch(SESSION_PATH);
const [, id, edit] = /^\/series\/(\d+)(\/edit)?\/?$/.exec(window.location.pathname) ?? [];
if (id !== undefined) {
  prefetch(SETTINGS_PATH);
  prefetch(seriesUrl([Number(id)]));
  const page =
    edit === undefined ? import('./features/series-overview/overview-page.tsx') : import('./editor/editor-page.tsx');
  // The router asks for it again and says what is wrong.
  page.catch(() => {});
}
