import type { ComponentType } from 'react';
import type { FieldKey } from '#catalogue/catalogue.ts';
import { ReissueModePanel } from '../panels/limits/reissue-mode-panel.tsx';
import { RedemptionModePanel } from '../panels/limits/redemption-mode-panel.tsx';
import { type PanelProps } from '../controls/control-types.ts';

interface Entry {
  readonly Panel: ComponentType<PanelProps>;
  /** The other fields it stands for: its section draws no rows of theirs. */
  readonly keys: readonly FieldKey[];
}

// Fetched beside the editor: no choice takes the place of a row that somebody is in.
void import('../panels/limits/choices.tsx').catch(() => {});

/** Fields that are one choice to a person stand together, at the place of the first, which is never conditional. */
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
