import { seriesUrl, SETTINGS_PATH } from '#contract/api.ts';
import { SESSION_PATH } from '#contract/people.ts';
import { askEarly } from './api/early.ts';

// Runs before everything else: while the application starts, what the page of a series needs is on its way.
askEarly(SESSION_PATH);
const [, id, edit] = /^\/series\/(\d+)(\/edit)?\/?$/.exec(window.location.pathname) ?? [];
if (id !== undefined) {
  askEarly(SETTINGS_PATH);
  askEarly(seriesUrl([Number(id)]));
  const page =
    edit === undefined ? import('./features/overview/overview-page.tsx') : import('./features/editor/editor-page.tsx');
  // The router asks for it again and says what is wrong.
  page.catch(() => {});
}
