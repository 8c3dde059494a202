import { endpointUrl } from './api/endpoint-url.ts';
import { prefetch } from './api/prefetch.ts';

// Runs before everything else, so that the data of a series page loads while the application starts.
prefetch(endpointUrl('GET /api/session'));
const [, id, edit] = /^\/series\/(\d+)(\/edit)?\/?$/.exec(window.location.pathname) ?? [];
if (id !== undefined) {
  prefetch(endpointUrl('GET /api/settings'));
  prefetch(endpointUrl('GET /v2/coupon/series', { query: { ids: [Number(id)] } }));
  const page =
    edit === undefined ? import('./features/series-overview/overview-page.tsx') : import('./editor/editor-page.tsx');
  // The router imports the page again and reports the error.
  page.catch(() => {});
}
