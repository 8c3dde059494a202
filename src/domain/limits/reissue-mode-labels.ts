import type { ReissueMode } from './reissue-mode.ts';

export const REISSUE_MODE_LABELS: Readonly<Record<ReissueMode, string>> = {
  resend: 'Is sent the same coupon again',
  nothing: 'Gets no other coupon',
  another: 'Gets a new coupon',
};

/** What it means for customers, in a sentence. `shared`: one common code for all of them. */
export function reissueModeEffect(repeat: ReissueMode, shared: boolean): string {
  switch (repeat) {
    case 'resend':
      return 'Nobody holds two of them at a time.';
    case 'nothing':
      return 'Refused until the first one is used or over.';
    case 'another':
      return shared
        ? 'A common code is issued to a customer once, so this comes to no other.'
        : 'As many and as often as the limits below allow.';
  }
}
