import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../accounts/guard.ts';
import { keyedQueue } from '../database/keyed-queue.ts';
import { isCancelled } from '../database/outage.ts';
import { plainProblem } from '../http/problems.ts';

/** Runs a search of the request's caller. The search gets a signal that aborts when the client leaves. */
export type SearchTurns = <T>(
  call: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  search: (gone: AbortSignal) => Promise<T>,
) => Promise<T>;

/** Runs the searches of one caller one after another, so that no caller occupies the database, and none of a client that left. */
export function searchTurns(): SearchTurns {
  const enqueue = keyedQueue();
  return async ({ request, reply: { raw } }, search) => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const leave = () => leaving.abort();
    raw.once('close', leave);
    if (raw.closed) leave();
    try {
      return await enqueue(callerOf(request).actor, async () => {
        signal.throwIfAborted();
        return search(signal);
      });
    } catch (error) {
      // For the logs: nginx uses this status too.
      if (signal.aborted) throw plainProblem(499, 'The client left before the answer.');
      // Not a 5xx, after which clients try again.
      if (isCancelled(error)) throw plainProblem(422, 'This search takes too long. Type more of the name or the code.');
      throw error;
    } finally {
      raw.off('close', leave);
    }
  };
}
