import { inRequestAndResponse, field, REFUSED, wholeNumber } from '../model/field.ts';

export const validity = {
  validTillDate: field({
    label: 'Valid until',
    help: 'The last day on which any coupon of this series works.',
    kind: { type: 'day', noneLabel: 'No date of its own' },
    path: ['validTillDate'],
    access: 'edit',
    whenOmitted: { value: '1970-01-01T00:00:00Z' },
    rows: inRequestAndResponse('validTillDate'),
  }),
  expiryStrategyType: field({
    label: 'Each coupon expires',
    help: 'Whichever comes first: this, or the end of the series.',
    kind: {
      type: 'choice',
      options: {
        SERIES_EXPIRY: 'With the series',
        DAYS: 'After days',
        MONTHS: 'After months',
        MONTHS_END: 'At month end',
      },
    },
    path: ['expiryStrategyType'],
    access: 'locked',
    because:
      'The API calculates the end of every issued coupon from this. Change the number or the last day instead, or unlock it if you are sure.',
    unlockPhrase: 'move every expiry',
    required: true,
    whenOmitted: REFUSED,
    rows: inRequestAndResponse('expiryStrategyType'),
  }),
  expiryStrategyValue: field({
    label: 'Coupon lives for',
    help: 'Counted from the day of issue. 0 is that day, or the end of its month.',
    kind: { type: 'number', ...wholeNumber, unit: 'expiry', min: 0, unset: [-1] },
    path: ['expiryStrategyValue'],
    access: 'edit',
    when: (gates) => gates.expiryStrategyType !== 'SERIES_EXPIRY',
    whenText: 'is always 1 when coupons expire with the series',
    implied: 1,
    whenOmitted: { value: -1 },
    rows: inRequestAndResponse('expiryStrategyValue'),
  }),
} as const;
