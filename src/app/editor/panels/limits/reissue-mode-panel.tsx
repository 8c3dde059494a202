import { lazy, Suspense } from 'react';
import type { FieldKey } from '#catalogue/catalogue.ts';
import { isVisible } from '#domain/series/visibility.ts';
import type { PanelProps } from '../../controls/control-types.ts';
import { ChoicePlaceholder, plainRows } from './choice-placeholder.tsx';

// Below the fold: not part of opening the editor. Where the network fails, the ordinary rows say the same in the API's terms.
const RepeatChoice = lazy(() =>
  import('./choices.tsx').then(
    (module) => ({ default: module.ReissueModeChoice }),
    () => ({ default: plainRows(['doNotResendExistingVoucher', 'isMultipleVouchersPerUserAllowed']) }),
  ),
);

const LIMITS: readonly FieldKey[] = ['maxVouchersPerUser', 'minDaysBetweenVouchers'];

/** What a customer gets who already holds a coupon, then how many and how often. */
export function ReissueModePanel({ gates, print, row }: PanelProps) {
  return (
    <>
      <Suspense fallback={<ChoicePlaceholder name="doNotResendExistingVoucher" cards={3} />}>
        <RepeatChoice gates={gates} print={print} row={row} />
      </Suspense>
      {LIMITS.filter((key) => isVisible(key, gates)).map(row)}
    </>
  );
}
