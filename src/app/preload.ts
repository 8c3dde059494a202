import { endpointUrl } from './api/endpoint-url.ts';
import { pageData } from './api/embedded-data.ts';
import { restoreHash } from './api/kept-hash.ts';
import { prefetch } from './api/prefetch.ts';

// Runs before everything else: what the server did not send with the page loads while the application starts.
restoreHash();
const data = pageData();
if (!data) prefetch(endpointUrl('GET /api/session'));
const [, id, edit] = /^\/series\/(\d+)(\/edit)?\/?$/.exec(window.location.pathname) ?? [];
if (id !== undefined) {
  if (!data) prefetch(endpointUrl('GET /api/settings'));
  if (!data?.series) prefetch(endpointUrl('GET /v2/coupon/series', { query: { ids: [Number(id)] } }));
  const page =
    edit === undefined ? import('./features/series-overview/overview-page.tsx') : import('./editor/editor-page.tsx');
  // The router imports the page again and reports the error.
  page.catch(() => {});
}
