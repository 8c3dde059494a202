import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';

interface Limits {
  /** How long an idle connection stays open: its client may have just sent a request. */
  readonly idleMs: number;
  /** How long requests in flight may take. */
  readonly requestsMs: number;
}

/**
 * Returns a function that stops the server: it accepts no more connections, and answers the requests on open ones with
 * `Connection: close`, so that no client sends another request there.
 */
export function gracefulStop(server: Server, { idleMs, requestsMs }: Limits): () => Promise<void> {
  const responses = new Set<ServerResponse>();
  let stopping = false;
  // Before the handler, which may send the headers at once.
  server.prependListener('request', (_: IncomingMessage, response: ServerResponse) => {
    responses.add(response);
    response.once('close', () => responses.delete(response));
    response.shouldKeepAlive &&= !stopping;
  });
  return async () => {
    if (!server.listening) return;
    stopping = true;
    for (const response of responses) response.shouldKeepAlive = false;
    // Not `server.close`, which ends idle connections at once and thereby resets a request that just arrives.
    const closed = new Promise<unknown>((resolve) => NetServer.prototype.close.call(server, resolve));
    const closeIdle = () => server.closeIdleConnections();
    let idle: NodeJS.Timeout | undefined;
    // A client that keeps an answered connection open becomes idle later, so it is closed repeatedly.
    const grace = setTimeout(() => {
      closeIdle();
      idle = setInterval(closeIdle, 50);
    }, idleMs);
    const force = setTimeout(() => server.closeAllConnections(), requestsMs);
    await closed;
    clearTimeout(grace);
    clearInterval(idle);
    clearTimeout(force);
  };
}
