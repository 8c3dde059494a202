import type { FastifyInstance } from 'fastify';
import { loggedPath } from './logged-path.ts';
import { isApiPath } from './problems.ts';

/** Logs one line per request of the API. The query is left out: it may contain a search text. */
export function addAccessLog(app: FastifyInstance): void {
  const accessLog = app.log.child({ about: 'access' }, { level: 'info' });
  app.addHook('onResponse', async (request, reply) => {
    if (!isApiPath(request)) return;
    const { id, method, url, ip, caller } = request;
    accessLog.info({
      reqId: id,
      method,
      path: loggedPath(url),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      address: ip,
      actor: caller?.actor ?? null,
    });
  });
}
