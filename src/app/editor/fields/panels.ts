import type { ComponentType } from 'react';
import type { FieldKey } from '#catalogue/catalogue.ts';
import { ReissueModePanel } from '../panels/limits/reissue-mode-panel.tsx';
import { RedemptionModePanel } from '../panels/limits/redemption-mode-panel.tsx';
import { type PanelProps } from '../controls/control-types.ts';

interface Entry {
  readonly Panel: ComponentType<PanelProps>;
  /** Other fields of the panel. The section renders no rows for them. */
  readonly keys: readonly FieldKey[];
}

// Prefetch, so that a choice does not replace a row that already has the focus.
void import('../panels/limits/choices.tsx').catch(() => {});

/** Groups of fields that are one choice to the user. A panel renders at its first field, which is never conditional. */
export const panels: Partial<Record<FieldKey, Entry>> = {
  doNotResendExistingVoucher: {
    Panel: ReissueModePanel,
    keys: ['isMultipleVouchersPerUserAllowed', 'maxVouchersPerUser', 'minDaysBetweenVouchers'],
  },
  anyUser: {
    Panel: RedemptionModePanel,
    keys: [
      'isMultipleUseAllowed',
      'sameUserMultipleRedeem',
      'redemptionPerCouponMaxLimit',
      'maxRedemptionsInSeriesPerUser',
      'maxRedeem',
      'minDaysBetweenRedemption',
    ],
  },
};

export const inPanels: ReadonlySet<FieldKey> = new Set(Object.values(panels).flatMap(({ keys }) => keys));
