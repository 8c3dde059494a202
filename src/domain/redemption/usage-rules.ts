import type { FieldKey } from '#catalogue/catalogue.ts';
import { type FieldValue, isUnresolved } from '#catalogue/model/kinds.ts';
import { formatNumber } from '#values/number-format.ts';
import { gatesOf, isVisible } from '../series/visibility.ts';
import type { Between } from './attempt.ts';
import { limitOf } from '../limits/limit-of.ts';
import { agree, type Finding, numberText, pass, rule, unreadable } from './redemption-rule.ts';

const times = (count: number) => (count === 1 ? 'once' : `${formatNumber(count)} times`);

/** A ceiling: passes while fewer redemptions are used up. */
function ceiling(field: FieldKey, value: FieldValue<number | null>, used: Between, usedBy: string): Finding {
  const limit = limitOf(value);
  if (limit === 'unreadable') return unreadable(field);
  if (limit === null) return pass('No limit.');
  if (limit === 0) return { outcome: 'fail', text: 'Limited to 0 redemptions.' };
  return {
    outcome: agree(used[0] < limit, used[1] < limit),
    text: `At most ${times(limit)}; ${numberText(used, `${usedBy} so far`)}.`,
  };
}

/** The lowest ceiling that allows one more redemption; null (no limit) if the number of uses has no upper bound. */
const oneMore = ([, most]: Between): number | null => (most === Infinity ? null : most + 1);

export const whoRule = rule({
  id: 'who',
  field: 'anyUser',
  engineCodes: [625, 602],
  apiCodes: [723, 710],
  check: ({ series: { values }, possible: { issuedTo } }) => {
    if (issuedTo === 'none') return { outcome: 'fail', text: 'The code was not issued to a customer yet.' };
    if (issuedTo === 'customer') return pass('The coupon was issued to this customer.');
    if (isUnresolved(values.anyUser)) return unreadable('anyUser');
    if (values.anyUser) return pass('Anyone with the code.');
    return issuedTo === 'other'
      ? { outcome: 'fail', text: 'Only the customer it was issued to; it was issued to another one.' }
      : { outcome: 'unknown', text: 'Only the customer it was issued to.' };
  },
  say: ({ possible: { issuedTo } }) =>
    issuedTo === 'none'
      ? 'This code has not been given to a customer yet.'
      : 'Only the customer it was given to can use it.',
  loosened: ({ possible: { issuedTo } }) => (issuedTo === 'none' ? undefined : true),
});

/** Assumptions 1 and 2. */
export const sameCustomerRule = rule({
  id: 'sameCustomer',
  field: 'sameUserMultipleRedeem',
  engineCodes: [604],
  apiCodes: [716],
  check: ({ series: { values }, possible: { codeUsesByCustomer: used } }) => {
    if (used[1] === 0) return pass('This customer has not used the code.');
    if (isUnresolved(values.sameUserMultipleRedeem)) return unreadable('sameUserMultipleRedeem');
    if (values.sameUserMultipleRedeem) return pass('The same customer may use a code again.');
    return {
      outcome: agree(used[0] === 0, used[1] === 0),
      text: `Each customer once; ${numberText(used, 'by this customer so far')}.`,
    };
  },
  say: () => 'You have used this code already, and it works once for each customer.',
  loosened: () => true,
});

export const oneCodeRule = rule({
  id: 'oneCode',
  field: 'isMultipleUseAllowed',
  engineCodes: [603],
  apiCodes: [711],
  check: ({ series: { values }, possible: { codeUses: used } }) => {
    if (used[1] === 0) return pass('The code has not been used.');
    if (isUnresolved(values.isMultipleUseAllowed)) return unreadable('isMultipleUseAllowed');
    if (values.isMultipleUseAllowed) return pass('One code works more than once.');
    return {
      outcome: agree(used[0] === 0, used[1] === 0),
      text: `One code works once; ${numberText(used, 'of this code so far')}.`,
    };
  },
  say: () => 'This code works once, and it has been used.',
  loosened: () => true,
});

const CODE_LIMIT_GATES = ['anyUser', 'clientHandlingType', 'externalIssual'] as const;

export const codeCeilingRule = rule({
  id: 'codeCeiling',
  field: 'redemptionPerCouponMaxLimit',
  engineCodes: [],
  apiCodes: [728, 736],
  check: ({ series: { values, wire }, possible: { codeUses } }) => {
    const limit = limitOf(values.redemptionPerCouponMaxLimit);
    if (limit === null) return pass('No limit.');
    // An unreadable gate may be one that the limit needs.
    const gates = gatesOf(values, wire);
    if (!isVisible('redemptionPerCouponMaxLimit', { ...gates, anyUser: gates.anyUser ?? true }))
      return pass('The limit has no effect on these codes.');
    if (limit === 0) return { outcome: 'unknown', text: 'A limit of 0 for each code is not defined by the API.' };
    const finding = ceiling(
      'redemptionPerCouponMaxLimit',
      values.redemptionPerCouponMaxLimit,
      codeUses,
      'of this code',
    );
    const unclear = CODE_LIMIT_GATES.find((key) => isUnresolved(values[key]));
    if (unclear !== undefined && finding.outcome !== 'pass') return unreadable(unclear);
    return { ...finding, assumes: 'The error number of this limit is not documented.' };
  },
  say: () => 'This code has been used as often as it can be.',
  loosened: ({ possible }) => oneMore(possible.codeUses),
});

export const maxRedeemRule = rule({
  id: 'maxRedeem',
  field: 'maxRedeem',
  engineCodes: [605],
  apiCodes: [714],
  check: ({ series: { values }, possible: { seriesUses } }) =>
    ceiling('maxRedeem', values.maxRedeem, seriesUses, 'in the series'),
  say: () => 'The offer has been used as often as it can be, by all customers together.',
  loosened: ({ possible }) => oneMore(possible.seriesUses),
});

export const customerCeilingRule = rule({
  id: 'customerCeiling',
  field: 'maxRedemptionsInSeriesPerUser',
  engineCodes: [600],
  apiCodes: [736, 728],
  check: ({ series: { values }, possible: { customerUses } }) =>
    ceiling('maxRedemptionsInSeriesPerUser', values.maxRedemptionsInSeriesPerUser, customerUses, 'by this customer'),
  say: () => 'You have used the offer as often as each customer can.',
  loosened: ({ possible }) => oneMore(possible.customerUses),
});
