import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '#values/json.ts';
import { Problem } from '../http/problems.ts';
import { answerOf, unreachable } from './upstream-answers.ts';

/** Returns the body of a response, or null for a call that is sent again. */
type Use = (response: Response, signal: AbortSignal) => Promise<JsonObject | null>;

/**
 * Sends a call that changes nothing, and sends it again after each pause if it gets no answer or a 5xx. Throws a Problem.
 * Rejects with the signal's reason if it aborts.
 */
export async function sendRepeatedly(
  pauses: readonly number[],
  signal: AbortSignal | undefined,
  send: (use: Use) => Promise<JsonObject | null>,
  maxMb?: number,
): Promise<JsonObject> {
  for (let attempt = 0; ; attempt++) {
    const pause = pauses[attempt];
    try {
      const answer = await send(async (response, limit) => {
        if (response.status < 500 || pause === undefined) return answerOf(response, limit, maxMb);
        await response.body?.cancel();
        return null;
      });
      if (answer) return answer;
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof Problem) throw error;
      if (pause === undefined) throw unreachable(error);
    }
    await sleep(pause, undefined, { signal });
  }
}
