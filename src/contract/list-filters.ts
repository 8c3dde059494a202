// Apart from `endpoint-constants.ts`, because only the series list needs them.

/** The statuses, which exclude each other, and two selections across them. */
export const LIST_TABS = [
  'live',
  'scheduled',
  'ended',
  'limitReached',
  'notRedeemable',
  'endingSoon',
  'attention',
] as const;
export type ListTab = (typeof LIST_TABS)[number];
/** The most matches of a filter that are counted in each tab. */
export const MAX_COUNTED_SERIES = 1000;
