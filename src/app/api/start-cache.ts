import type { QueryClient } from '@tanstack/react-query';
import { decodeSeries } from '#domain/series/series-codec.ts';
import { pageData } from './embedded-data.ts';
import { request } from './request.ts';
import { seriesQuery, settingsQuery } from './series-queries.ts';
import { setClock } from './server-clock.ts';
import { sessionQuery } from './session-query.ts';

/** Puts what the server sent with the page into the cache, with the time when it was read. */
export function startCache(client: QueryClient): void {
  const data = pageData();
  if (!data) return;
  const { at, session, settings, series } = data;
  // The HTML was sent after the navigation started, and arrived before now.
  setClock(new Date(at).toUTCString(), performance.timeOrigin, performance.timeOrigin + performance.now());
  const updatedAt = Math.round(performance.timeOrigin);
  client.setQueryData(sessionQuery().queryKey, session, { updatedAt });
  client.setQueryData(settingsQuery().queryKey, settings, { updatedAt });
  if (!series) return;
  const { clusterTimeZone } = settings;
  const loaded = { series: decodeSeries(series.wire, clusterTimeZone), revision: series.revision };
  client.setQueryData(seriesQuery(series.id, clusterTimeZone).queryKey, loaded, { updatedAt });
}

/** A page that the browser restores from its history may show what another person loaded: loads it again then. */
export function reloadForOtherPerson(client: QueryClient): void {
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    const shown = client.getQueryData(sessionQuery().queryKey)?.person;
    if (!shown) return;
    request('GET /api/session').then(
      ({ person }) => person?.id !== shown.id && window.location.reload(),
      // Without an answer, the page stays as the browser restored it.
      () => {},
    );
  });
}
