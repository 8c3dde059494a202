import { randomUUID } from 'node:crypto';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { vi } from 'vitest';
import type { LiveEvent } from '#contract/live-endpoints.ts';

export interface Live {
  readonly id: string;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The first event that matches, after those that this function returned before. */
  readonly next: (matches: (event: LiveEvent) => boolean) => Promise<LiveEvent>;
  readonly setOpen: (ids: readonly number[], atUrl?: string) => Promise<void>;
  readonly leave: () => void;
  readonly closed: Promise<void>;
}

const openTexts = (ids: readonly number[]) => ids.map((id) => `${id}.${new Date().toISOString()}`);

/** Opens the stream of events of a browser with these cookies, which shows these series. */
export async function openLive(
  url: string,
  cookie: string,
  open: readonly number[] = [],
  id: string = randomUUID(),
): Promise<Live> {
  const query = new URLSearchParams([['stream', id], ...openTexts(open).map((text) => ['open', text])]);
  const events: LiveEvent[] = [];
  let taken = 0;
  const call = request(`${url}/api/live?${query.toString()}`, { headers: { cookie }, agent: false });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    call.once('response', resolve);
    call.once('error', reject);
    call.end();
  });
  call.on('error', () => {});
  response.on('error', () => {});
  const closed = new Promise<void>((resolve) => response.once('close', resolve));
  let rest = '';
  response.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) events.push(JSON.parse(part.replace(/^data: /, '')) as LiveEvent);
  });
  return {
    id,
    status: response.statusCode ?? 0,
    headers: response.headers,
    closed,
    async next(matches) {
      const index = await vi.waitUntil(
        () => {
          const found = events.findIndex((event, at) => at >= taken && matches(event));
          return found === -1 ? null : { found };
        },
        { timeout: 10_000, interval: 10 },
      );
      taken = index.found + 1;
      return events[index.found] as LiveEvent; // Found above
    },
    async setOpen(ids, atUrl = url) {
      const { ok, status } = await fetch(`${atUrl}/api/live/${id}`, {
        method: 'PUT',
        headers: { cookie, origin: atUrl, 'content-type': 'application/json' },
        body: JSON.stringify({ open: openTexts(ids) }),
      });
      if (!ok) throw new Error(`The open series were not taken: ${status}`);
    },
    leave: () => call.destroy(),
  };
}
