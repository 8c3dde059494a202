import type { ReissueMode } from './reissue-mode.ts';

export const REISSUE_MODE_LABELS: Readonly<Record<ReissueMode, string>> = {
  resend: 'Is sent the same coupon again',
  nothing: 'Gets no other coupon',
  another: 'Gets a new coupon',
};

/** The effect of a mode for customers, in a sentence. `shared`: all customers share one common code. */
export function reissueModeEffect(mode: ReissueMode, shared: boolean): string {
  switch (mode) {
    case 'resend':
      return 'A customer never holds two at a time.';
    case 'nothing':
      return 'Refused until the first one is used or expired.';
    case 'another':
      return shared
        ? 'A common code is issued to a customer once, so there is no other.'
        : 'As many and as often as the limits below allow.';
  }
}
