import type { ExamplesOf } from './rule.examples.ts';
import type { WINDOW_RULES } from './rules-window.ts';

const RANGE = (dom: readonly number[], dow: readonly number[], hours: readonly number[] = [-1]) => ({
  redemptionRange: JSON.stringify({ dom, dow, hours }),
});
const ENDS = (day: string) => ({ validTillDate: `${day}T00:00:00Z` });

export const WINDOW_EXAMPLES: ExamplesOf<typeof WINDOW_RULES> = {
  'range-list-empty': {
    source:
      'Engine, open: older versions never match an empty list, the tests of the current one always do. We read “any” and never write one.',
    fires: { stored: RANGE([17], [], [10, 11]) },
    passes: { stored: RANGE([17], [-1], [10, 11]) },
  },
  'range-never-matches': {
    source:
      'Engine: day of the month and weekday must both match, and a day that a month lacks does not move to its last day (inferred).',
    fires: { stored: ENDS('2026-06-30'), edit: RANGE([31], [-1]) },
    passes: { stored: ENDS('2026-07-31'), edit: RANGE([31], [-1]) },
  },
  'range-misses-coupons': {
    source: 'Engine: a coupon works only on days of the range, from its issue and waiting time to its own end.',
    fires: { stored: { expiryStrategyValue: 2 }, edit: RANGE([-1], [6, 7]) },
    passes: { stored: { expiryStrategyValue: 7 }, edit: RANGE([-1], [6, 7]) },
  },
  'wait-misses-range': {
    source: 'Engine: a coupon works only on days of the range, and only after its waiting time.',
    fires: { stored: { ...ENDS('2026-07-25'), ...RANGE([28], [-1]) }, edit: { redemptionValidAfterDays: 19 } },
    passes: { stored: { ...ENDS('2026-07-25'), ...RANGE([28], [-1]) }, edit: { redemptionValidAfterDays: 18 } },
  },
  'range-skips-months': {
    source: 'Inferred: a day that a month lacks never matches in it; nothing moves to the last day.',
    fires: { edit: RANGE([31], [-1]) },
    passes: { edit: RANGE([28, 31], [-1]) },
  },
};
