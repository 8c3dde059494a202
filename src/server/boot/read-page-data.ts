import type { FastifyRequest } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { isSeriesId } from '#contract/series-endpoints.ts';
import type { PageSession } from '../accounts/session-routes.ts';
import type { PageAnswer } from '../http/app-page.ts';
import type { SeriesSource, StoredSeries } from '../series/series-source.ts';
import type { SettingsStore } from '../settings/settings-store.ts';

/** For one person. Above it, pages come without data, and what they then ask for counts as reads. */
const PAGES_A_MINUTE = 600;

interface Sources {
  readonly session: (request: FastifyRequest) => Promise<PageSession | null>;
  readonly settings: Pick<SettingsStore, 'current'>;
  readonly source: Pick<SeriesSource, 'kind' | 'get'>;
  readonly now: () => number;
  readonly pagesAMinute?: number | undefined;
}

/** Reads what a page of a signed-in person needs first. Without a session a page carries nothing. */
export function pageDataReader({ session, settings, source, now, pagesAMinute = PAGES_A_MINUTE }: Sources) {
  const limiter = new RateLimiterMemory({ points: pagesAMinute, duration: 60 });
  return async (request: FastifyRequest, path: string): Promise<PageAnswer | null> => {
    const found = await session(request);
    if (!found) return null;
    const { personId, answer, cookies } = found;
    const isAllowed = await limiter.consume(personId).then(
      () => true,
      () => false,
    );
    if (!isAllowed) return { data: null, cookies };
    const at = now();
    const [, id] = /^\/series\/(\d+)(?:\/(?:edit|check))?\/?$/.exec(path) ?? [];
    // The page never waits for the real API.
    const stored =
      id === undefined || !isSeriesId(id) || source.kind === 'upstream' ? [] : await source.get([Number(id)]);
    const data = {
      at,
      session: answer,
      settings: { ...settings.current(), source: source.kind },
      series: seriesOf(Number(id), stored),
    };
    return { data, cookies };
  };
}

const seriesOf = (id: number, [stored]: readonly StoredSeries[]) =>
  stored ? { id, wire: stored.wire, revision: stored.revision } : null;
