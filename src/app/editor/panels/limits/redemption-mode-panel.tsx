import { Suspense } from 'react';
import type { FieldKey } from '#catalogue/catalogue.ts';
import { isVisible } from '#domain/series/visibility.ts';
import type { PanelProps } from '../../controls/control-types.ts';
import { lazyPart, nothing } from '../../../ui/lazy-part.tsx';
import { ChoicePlaceholder, plainRows } from './choice-placeholder.tsx';

// Below the fold, so loaded lazily. If the load fails, standard rows show the same fields.
const Choices = lazyPart(
  () => import('./choices.tsx'),
  (module) => module.RedemptionModeChoices,
  { fallback: plainRows(['anyUser', 'isMultipleUseAllowed', 'sameUserMultipleRedeem']) },
);
const LimitsNote = lazyPart(
  () => import('./redemption-limits-note.tsx'),
  (module) => module.RedemptionLimitsNote,
  { fallback: nothing },
);

const LIMITS: readonly FieldKey[] = [
  'redemptionPerCouponMaxLimit',
  'maxRedemptionsInSeriesPerUser',
  'maxRedeem',
  'minDaysBetweenRedemption',
];

/** Who may redeem, how often a code works, and the limits per code, per customer and in total. */
export function RedemptionModePanel({ gates, print, row }: PanelProps) {
  return (
    <>
      <Suspense
        fallback={
          <>
            <ChoicePlaceholder name="anyUser" cards={2} />
            <ChoicePlaceholder name="isMultipleUseAllowed" cards={3} />
          </>
        }
      >
        <Choices gates={gates} print={print} row={row} />
      </Suspense>
      {LIMITS.filter((key) => isVisible(key, gates)).map(row)}
      <Suspense>
        <LimitsNote />
      </Suspense>
    </>
  );
}
