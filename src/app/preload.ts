import { seriesUrl, SETTINGS_PATH } from '#contract/series-endpoints.ts';
import { SESSION_PATH } from '#contract/account-endpoints.ts';
import { prefetch } from './api/prefetch.ts';

// Runs before everything else, so that the data of a series page loads while the application starts.
prefetch(SESSION_PATH);
const [, id, edit] = /^\/series\/(\d+)(\/edit)?\/?$/.exec(window.location.pathname) ?? [];
if (id !== undefined) {
  prefetch(SETTINGS_PATH);
  prefetch(seriesUrl([Number(id)]));
  const page =
    edit === undefined ? import('./features/series-overview/overview-page.tsx') : import('./editor/editor-page.tsx');
  // The router imports the page again and reports the error.
  page.catch(() => {});
}
