import type { JsonObject } from '#values/json.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiWarning } from '#contract/api-error.ts';
import { readWarnings } from '#contract/warnings.ts';
import type { Settings } from '#contract/settings-endpoints.ts';
import type { Series } from '#domain/series/series.ts';
import type { Verification } from '#domain/change/verify.ts';
import { call, NoAnswer, Refused } from './request.ts';
import { retry } from './retry-policy.ts';
import { serverNow } from './server-clock.ts';
import { fetchSeries, type LoadedSeries, seriesQuery } from './series-queries.ts';

export interface SaveRequest {
  readonly body: JsonObject;
  readonly base: LoadedSeries;
  /** Why the change is made, for the journal; may be empty. */
  readonly reason: string;
  /** The version that it brings back, for the journal. */
  readonly restored?: string | undefined;
  /** It was sent before and got no answer: only find out whether it was stored. */
  readonly sentAlready?: boolean;
}

export type SaveResult =
  | {
      readonly outcome: 'saved';
      readonly loaded: LoadedSeries;
      readonly warnings: readonly ApiWarning[];
      readonly verification: Verification;
      /** The answer was lost, and a read showed that the change is there. */
      readonly answerLost: boolean;
      /** The id of the journal's entry; null if the answer was lost. */
      readonly entry: string | null;
      readonly sent: JsonObject;
      readonly before: Series;
      /** When it was read back, epoch ms. */
      readonly at: number;
    }
  /** Sent without an answer, a read shows the old state, and nothing can change it any more. */
  | { readonly outcome: 'notSaved'; readonly why: string; readonly error: unknown }
  /** Sent without an answer, and a read could not decide. */
  | { readonly outcome: 'unknown'; readonly why: string; readonly error: unknown; readonly request: SaveRequest };

/** The editor has loaded it with the result of a save, at the first change. */
const loadVerify = () => import('#domain/change/verify.ts');

/**
 * Sends a series, reads it back and compares: only what a GET answers counts as saved. A write is never retried; if its
 * answer is lost, the same read decides. Rejects with `Refused` if the server refused it, and with `NoAnswer`
 * if nothing was sent.
 */
export function useSaveSeries(id: number, { clusterTimeZone: clusterZone, source }: Settings) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (save: SaveRequest): Promise<SaveResult> => {
      const { body, base, sentAlready = false } = save;
      // Loaded before anything is sent: without it a save cannot be verified.
      const { isStored, verify } = await loadVerify().catch(() => {
        throw new NoAnswer('Nothing was sent: part of the page could not be loaded. Try again.');
      });
      let [warnings, entry]: Awaited<ReturnType<typeof put>> = [[], null];
      // The real API may carry out a save long after it was sent.
      let mayStillRun = source === 'upstream';
      let lost: Error | null = sentAlready ? new NoAnswer('The answer to the save was lost.') : null;
      const wasOffline = !navigator.onLine;
      try {
        if (!sentAlready) [warnings, entry] = await put(id, save);
      } catch (error) {
        const isOpen = error instanceof NoAnswer || (error instanceof Refused && error.outcomeUnknown);
        const isStoredAlready =
          error instanceof Refused &&
          error.conflict?.saves?.every(({ isOwn }) => isOwn) &&
          isStored(verify({ before: base.series.wire, requested: body, got: error.conflict.series }, clusterZone));
        // A network can deliver a save twice; the second one conflicts with the first.
        if (!isOpen && !isStoredAlready) throw error;
        lost = error;
        if (error instanceof Refused) mayStillRun = true;
      }
      let loaded: LoadedSeries;
      try {
        loaded = await client.fetchQuery({
          queryKey: ['series', id, 'back'],
          queryFn: () => fetchSeries(id, clusterZone),
          // A server that restarts answers after a few seconds.
          retry,
        });
      } catch (error) {
        // Without a network nothing was sent.
        if (lost && wasOffline && !sentAlready) throw new NoAnswer(lost.message);
        const why = error instanceof Error ? error.message : '';
        return {
          outcome: 'unknown',
          request: save,
          error: lost ?? error,
          why: [lost?.message, `The series could not be read back: ${why}`].filter(Boolean).join(' '),
        };
      }
      const verification = verify({ before: base.series.wire, requested: body, got: loaded.series.wire }, clusterZone);
      if (lost && !isStored(verification)) {
        const isOld = loaded.revision === base.revision;
        if (isOld && !mayStillRun) return { outcome: 'notSaved', why: lost.message, error: lost };
        const shown = isOld
          ? 'The series shows the old values, but the save may still be carried out. You can save again in a minute.'
          : 'The stored series matches neither the old nor the new version.';
        return { outcome: 'unknown', request: save, error: lost, why: `${lost.message} ${shown}` };
      }
      return {
        outcome: 'saved',
        loaded,
        warnings,
        verification,
        answerLost: lost !== null,
        entry,
        sent: body,
        before: base.series,
        at: serverNow(),
      };
    },
    retry: false,
    onSuccess: (result) => {
      if (result.outcome !== 'saved') return;
      // A read from before the save would put the old values back.
      void client.cancelQueries({ queryKey: seriesQuery(id, clusterZone).queryKey });
      client.setQueryData(seriesQuery(id, clusterZone).queryKey, result.loaded);
      // In the background: showing the result does not wait for these.
      void client.invalidateQueries({ queryKey: ['series', id, 'sent'] });
      void client.invalidateQueries({ queryKey: ['series-list'] });
    },
  });
}

async function put(
  id: number,
  { body, base, reason, restored }: SaveRequest,
): Promise<readonly [readonly ApiWarning[], entry: string | null]> {
  const answer = await call('PUT /v2/coupon/series/:id', {
    params: { id },
    headers: {
      'if-match': `"${base.revision}"`,
      'coupon-desk-reason': encodeURIComponent(reason),
      ...(restored && { 'coupon-desk-restored': restored }),
    },
    body: { CouponSeriesV2: body },
  });
  return [readWarnings(answer.body.warnings), answer.entry];
}
