import { Button } from '@mantine/core';
import type { LookUpAnswer } from '#contract/coupon-endpoints.ts';
import { customerFactsOf } from '#domain/issuance/customer-facts.ts';
import { factsOf } from '#domain/redemption/coupon-facts.ts';
import type { Series } from '#domain/series/series.ts';
import { Fold } from '../../ui/fold.tsx';
import { Notice } from '../../ui/notice.tsx';
import { type Inputs, lookedUpInputs, lookedUpIssuance } from './check-inputs.ts';
import { LookUpForm } from './look-up-form.tsx';
import { seriesOfLookUp, useLastLookUp, useOpenLookUp } from './look-up-queries.ts';

interface SeriesLookUpProps {
  readonly id: number;
  readonly series: Series;
  readonly zone: string;
  readonly clusterZone: string;
  readonly now: number;
  readonly isIssuance: boolean;
  readonly onInputs: (inputs: Partial<Inputs>) => void;
}

/** The look-up that belongs to a series: of a coupon of it, or of a customer alone. */
export function useSeriesLookUp(id: number): LookUpAnswer | null {
  const answer = useLastLookUp();
  return answer && [id, null].includes(seriesOfLookUp(answer)) ? answer : null;
}

/** Looks up a coupon, and fills the inputs of the check with what is known about it. */
export function SeriesLookUp({ id, series, zone, clusterZone, now, isIssuance, onInputs }: SeriesLookUpProps) {
  const answer = useLastLookUp();
  const open = useOpenLookUp();
  const other = answer && seriesOfLookUp(answer);
  const isOther = typeof other === 'number' && other !== id;
  return (
    <LookUpForm
      answer={answer}
      onFound={(found) => {
        if (isIssuance) {
          if (found.customer) onInputs(lookedUpIssuance(customerFactsOf(found, series, { now, clusterZone }), zone));
          return;
        }
        const foundIn = seriesOfLookUp(found);
        if (foundIn === id || (foundIn === null && found.customer))
          onInputs(lookedUpInputs(factsOf(found, series, clusterZone), zone));
      }}
    >
      {isIssuance && answer?.customer && (
        <p className="secondary">The inputs have what the API says about the customer’s coupons.</p>
      )}
      {!isIssuance && isOther && answer && (
        <>
          <Notice tone="warn" layout="panel" live>
            {`The code belongs to another series: ${other}.`}
          </Notice>
          <Button variant="default" onClick={() => void open(answer, {})}>
            Check that series
          </Button>
        </>
      )}
      {!isIssuance && answer?.coupon && !isOther && (
        <>
          <p className="secondary">
            The inputs have what the API says about it. It does not say when the customer registered.
          </p>
          <Fold label="Answer of the API">
            <pre translate="no">{JSON.stringify(answer.coupon, null, 2)}</pre>
          </Fold>
        </>
      )}
    </LookUpForm>
  );
}
