import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { JsonObject } from '#catalogue/kinds.ts';
import { isObject } from '#catalogue/place.ts';
import { updateUrl } from '#contract/api.ts';
import type { ApiWarning } from '#contract/problem.ts';
import { readWarnings } from '#contract/warnings.ts';
import type { Series } from '#domain/series.ts';
import type { Verification } from '#domain/verify.ts';
import { call, NoAnswer, Refused } from './client.ts';
import { fetchSeries, type LoadedSeries, seriesQuery } from './queries.ts';

export interface SaveRequest {
  readonly body: JsonObject;
  readonly base: LoadedSeries;
  /** It was sent before without an answer: only find out what became of it. */
  readonly sentAlready?: boolean;
}

export type SaveResult =
  | {
      readonly outcome: 'saved';
      readonly loaded: LoadedSeries;
      readonly warnings: readonly ApiWarning[];
      readonly verification: Verification;
      /** The answer was lost and a read showed that the change is there. */
      readonly answerLost: boolean;
      readonly sent: JsonObject;
      readonly before: Series;
      /** When it was read back, epoch ms. */
      readonly at: number;
    }
  /** Sent, no answer, and a read shows the old state. */
  | { readonly outcome: 'notSaved'; readonly why: string }
  /** Sent, no answer, and no read could tell. */
  | { readonly outcome: 'unknown'; readonly why: string; readonly request: SaveRequest };

const loadVerify = () => import('#domain/verify.ts');

/**
 * Sends a series, then reads it back and compares: what counts as saved is what a GET answers. A write is never repeated; one
 * without an answer is resolved by the same read. Rejects with Refused where the server said no, and with NoAnswer where nothing
 * was sent.
 */
export function useSaveSeries(id: number, clusterZone: string) {
  const client = useQueryClient();
  // Opening the editor does not wait for it.
  useEffect(() => void loadVerify().catch(() => {}), []);
  return useMutation({
    mutationFn: async (request: SaveRequest): Promise<SaveResult> => {
      const { body, base, sentAlready = false } = request;
      // Before anything is sent: without it no save can be proven.
      const { isStored, verify } = await loadVerify().catch(() => {
        throw new NoAnswer('Nothing was sent, as a part of the page could not be fetched. Check the connection.');
      });
      let warnings: readonly ApiWarning[] = [];
      let lost: string | null = sentAlready ? 'The answer to the save was lost.' : null;
      const wasOffline = !navigator.onLine;
      try {
        if (!sentAlready) warnings = await put(id, request);
      } catch (error) {
        if (!(error instanceof NoAnswer) && !(error instanceof Refused && error.outcomeUnknown)) throw error;
        lost = error.message;
      }
      let loaded: LoadedSeries;
      try {
        loaded = await fetchSeries(id, clusterZone);
      } catch (error) {
        // Without a network nothing has left this computer.
        if (lost !== null && wasOffline && !sentAlready) throw new NoAnswer(lost);
        const why = error instanceof Error ? error.message : '';
        return { outcome: 'unknown', request, why: [lost, `It cannot be read back: ${why}`].filter(Boolean).join(' ') };
      }
      const verification = verify({ before: base.series.wire, asked: body, got: loaded.series.wire }, clusterZone);
      if (lost !== null && !isStored(verification)) {
        if (loaded.revision === base.revision) return { outcome: 'notSaved', why: lost };
        return { outcome: 'unknown', request, why: `${lost} What is stored now is neither the old nor the new state.` };
      }
      return {
        outcome: 'saved',
        loaded,
        warnings,
        verification,
        answerLost: lost !== null,
        sent: body,
        before: base.series,
        at: Date.now(),
      };
    },
    retry: false,
    onSuccess: (result) => {
      if (result.outcome !== 'saved') return;
      client.setQueryData(seriesQuery(id, clusterZone).queryKey, result.loaded);
      // Read again beside telling what was saved, which does not wait for it.
      void client.invalidateQueries({ queryKey: ['series', id, 'sent'] });
      void client.invalidateQueries({ queryKey: ['series-list'] });
    },
  });
}

async function put(id: number, { body, base }: SaveRequest): Promise<readonly ApiWarning[]> {
  const answer = await call(updateUrl(id), {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'if-match': `"${base.revision}"` },
    body: JSON.stringify({ CouponSeriesV2: body }),
  });
  return readWarnings(isObject(answer.body) ? answer.body['warnings'] : []);
}
