import { Suspense } from 'react';
import type { FieldKey } from '#catalogue/catalogue.ts';
import { isVisible } from '#domain/series/visibility.ts';
import type { PanelProps } from '../../controls/control-types.ts';
import { lazyPart } from '../../../ui/lazy-part.tsx';
import { ChoicePlaceholder, plainRows } from './choice-placeholder.tsx';

// Below the fold, so loaded lazily. If the load fails, standard rows show the same fields.
const Choice = lazyPart(
  () => import('./choices.tsx'),
  (module) => module.ReissueModeChoice,
  { fallback: plainRows(['doNotResendExistingVoucher', 'isMultipleVouchersPerUserAllowed']) },
);

const LIMITS: readonly FieldKey[] = ['maxVouchersPerUser', 'minDaysBetweenVouchers'];

/** What a customer gets who already has a coupon, then the limits on number and frequency. */
export function ReissueModePanel({ gates, print, row }: PanelProps) {
  return (
    <>
      <Suspense fallback={<ChoicePlaceholder name="doNotResendExistingVoucher" cards={3} />}>
        <Choice gates={gates} print={print} row={row} />
      </Suspense>
      {LIMITS.filter((key) => isVisible(key, gates)).map(row)}
    </>
  );
}
