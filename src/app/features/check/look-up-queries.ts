import { queryOptions, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { LookUpAnswer } from '#contract/coupon-endpoints.ts';
import { factsOf, seriesIdOf } from '#domain/redemption/coupon-facts.ts';
import { request } from '../../api/request.ts';
import { seriesQuery, settingsQuery } from '../../api/series-queries.ts';
import { useWrite } from '../../api/use-write.ts';
import { type Inputs, lookedUpInputs, searchOf } from './check-inputs.ts';

/**
 * The last look-up, in memory only. Its key names neither the code nor the customer. It follows from the check without a
 * series to the one with it, and ends with the session.
 */
const lastLookUp = () => queryOptions<LookUpAnswer>({ queryKey: ['coupon-look-up'], queryFn: skipToken });

export const useLastLookUp = () => useQuery(lastLookUp()).data ?? null;

export interface LookUpRequest {
  readonly code: string;
  readonly by: (typeof BY)[number];
  readonly customer: string;
}
export const BY = ['mobile', 'email', 'externalId', 'id'] as const;

/** Looks up what was entered. The code and the customer go into the body: URLs end up in logs. */
export function useLookUp(onFound: (answer: LookUpAnswer) => void) {
  const client = useQueryClient();
  return useWrite({
    mutationFn: ({ code, by, customer }: LookUpRequest) =>
      request('POST /api/coupons/look-up', {
        body: {
          ...(code.trim() !== '' && { code: code.trim() }),
          ...(customer.trim() !== '' && { customer: { by, value: customer.trim() } }),
        },
      }),
    // What was typed must not stay in the cache of mutations.
    gcTime: 0,
    onSuccess: (answer) => {
      client.setQueryData(lastLookUp().queryKey, answer);
      onFound(answer);
    },
  });
}

/** The series that a look-up leads to: that of its coupon. */
export const seriesOfLookUp = ({ coupon }: LookUpAnswer): number | null => (coupon ? seriesIdOf(coupon) : null);

/** Opens the check of the series that a look-up leads to, with the inputs that it fills. */
export function useOpenLookUp() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (answer: LookUpAnswer, inputs: Partial<Inputs>): Promise<void> => {
    const id = seriesOfLookUp(answer);
    if (id === null) return;
    const { clusterTimeZone, timeZone } = await client.ensureQueryData(settingsQuery());
    // If the series cannot be read, the page that opens says so.
    const loaded = await client.fetchQuery(seriesQuery(id, clusterTimeZone)).catch(() => null);
    const filled = loaded ? lookedUpInputs(factsOf(answer, loaded.series, clusterTimeZone), timeZone) : {};
    await navigate({ to: '/series/$id/check', params: { id }, search: searchOf({ ...inputs, ...filled }) });
  };
}
