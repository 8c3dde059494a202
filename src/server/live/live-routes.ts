import type { FastifyInstance } from 'fastify';
import type { Endpoint } from '#contract/endpoint.ts';
import { RESOURCES } from '#contract/endpoints.ts';
import { liveEndpoints } from '#contract/live-endpoints.ts';
import { personOf } from '../accounts/guard.ts';
import type { Connection } from '../database/connect.ts';
import { route } from '../http/route.ts';
import type { LiveHub } from './live-hub.ts';

/** Endpoints whose calls may end sessions, of the caller or of others. */
const ENDS_SESSIONS: ReadonlySet<Endpoint | undefined> = new Set<Endpoint>(
  [RESOURCES.session, RESOURCES['own account'], RESOURCES.accounts]
    .flatMap((endpoints) => Object.values<Endpoint>(endpoints))
    .filter(({ method }) => method !== 'GET'),
);

/** The stream of events. The call that ends a session ends its streams, at every server. */
export function liveRoutes(
  app: FastifyInstance,
  {
    hub,
    connection: { db, notices },
  }: { readonly hub: LiveHub; readonly connection: Pick<Connection, 'db' | 'notices'> },
): void {
  app.addHook('onResponse', async ({ routeOptions }) => {
    if (ENDS_SESSIONS.has(routeOptions.config.endpoint)) await notices.send(db, { type: 'sessions' });
  });
  route(app, liveEndpoints.openStream, async ({ query: { stream, open }, request, reply }) =>
    reply
      .type('text/event-stream')
      .headers({
        'cache-control': 'no-store, no-transform',
        // nginx would collect the events.
        'x-accel-buffering': 'no',
        // The end of the stream ends the connection, so that a stop of the server does not wait until it is idle.
        connection: 'close',
      })
      .send(hub.connect(personOf(request), stream, open)),
  );
  route(app, liveEndpoints.setOpen, async ({ params: { stream }, body: { open }, request }) => {
    await hub.setOpen(personOf(request).person.id, stream, open);
    return {};
  });
}
