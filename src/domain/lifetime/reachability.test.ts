import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { addDays } from '#values/zone.ts';
import { RULE_EXAMPLES } from '../rules/rules.examples.ts';
import { validate } from '../rules/validate.ts';
import { issuesOfExample, ORDINARY, payloads, seriesOf, UTC } from '../testing/builders.ts';
import { lastRedemptionLost, reachabilityOf } from './reachability.ts';
import { statusOf, whyNothingIssued } from './status.ts';

const NO_END = { validTillDate: '1970-01-01T00:00:00Z', fixedExpiryDate: 0, ownerValidity: 0 };
const range = (dom: readonly number[], dow: readonly number[] = [-1], hours: readonly number[] = [-1]) =>
  JSON.stringify({ dom, dow, hours });
const reach = (wire: JsonObject) => reachabilityOf(seriesOf({ ...ORDINARY, ...wire }).values, UTC);
const why = (wire: JsonObject) => {
  const result = reach(wire);
  return result.type === 'unreachable' ? (result.clashes[0]?.reason ?? '') : null;
};
const whyNoneIssued = (wire: JsonObject) => whyNothingIssued(seriesOf({ ...ORDINARY, ...wire }).values, 'UTC');

/** Today is 10 June 2026, and the series ends on 25 July. */
const JULY = { validTillDate: '2026-07-25T00:00:00Z', numIssued: 0, createdOn: '2026-06-01T00:00:00Z' };

describe('no coupon can ever be redeemed', () => {
  const cases: [JsonObject, string | null][] = [
    [{}, null],
    [
      { expiryStrategyType: 'DAYS', expiryStrategyValue: -1, ...NO_END, numIssued: 5 },
      'each coupon expires before it is issued',
    ],
    [{ expiryStrategyType: 'MONTHS_END', expiryStrategyValue: -1 }, 'each coupon expires before it is issued'],
    [{ expiryStrategyType: 'MONTHS', expiryStrategyValue: 0 }, null],
    [{ expiryStrategyValue: 5, redemptionValidAfterDays: 6 }, 'each coupon expires before its waiting time is over'],
    [{ expiryStrategyValue: 5, redemptionValidAfterDays: 5 }, null],
    [{ redemptionValidFrom: '2026-12-07T00:00:00Z' }, 'redemption starts after the series ends'],
    [{ redemptionValidFrom: '2026-12-06T00:00:00Z' }, null],
    [{ ...JULY, validTillDate: '2026-07-31T00:00:00Z', redemptionRange: range([31]) }, null],
    [
      { ...JULY, validTillDate: '2026-06-30T00:00:00Z', redemptionRange: range([31]) },
      'no chosen day or hour comes before the end',
    ],
    // The wait ends on 29 June, so the next 28th is after the end. A coupon of 1 June may be used on 28 June.
    [
      { ...JULY, redemptionValidAfterDays: 19, redemptionRange: range([28]) },
      'no chosen day or hour is between the waiting time and the end',
    ],
    [{ ...JULY, redemptionValidAfterDays: 18, redemptionRange: range([28]) }, null],
    [{ ...JULY, redemptionValidAfterDays: 19, redemptionRange: range([28]), numIssued: 1 }, null],
    [{ minBillAmount: 5000, maxBillAmount: 1000 }, 'no bill fits: the smallest is above the largest'],
    [{ minBillAmount: 1000, maxBillAmount: 1000 }, null],
    [{ targetUserDetails: { validUserRegistrationEndTime: 10_000 } }, 'no customer registered before 2000'],
    [{ targetUserDetails: { validUserRegistrationEndTime: Date.UTC(2026, 0, 1) } }, null],
    [{ maxRedeem: 0 }, 'redemptions are limited to 0'],
    [{ maxRedemptionsInSeriesPerUser: 0 }, 'redemptions of a customer are limited to 0'],
    // Without a last day nothing is issued. Issued coupons still work.
    [{ ...NO_END, expiryStrategyType: 'SERIES_EXPIRY', numIssued: 5 }, null],
  ];
  test.each(cases)('%j: %s', (wire, reason) => {
    expect(why(wire)).toBe(reason);
  });

  test('in any of the published answers whose customers had to register by 1970', () => {
    const dead = [...payloads]
      .filter(([name]) => name.startsWith('put_re'))
      .filter(([, wire]) => {
        const { values } = seriesOf(wire);
        return !isUnresolved(values.validUserRegistrationEndTime) && values.validUserRegistrationEndTime === 10_000;
      });
    expect(dead.length).toBeGreaterThan(0);
    for (const [name, wire] of dead) expect(reachabilityOf(seriesOf(wire).values, UTC).type, name).toBe('unreachable');
  });
});

test('a change that leaves no redemption says why, once', () => {
  const values = (wire: JsonObject) => seriesOf({ ...ORDINARY, ...wire }).values;
  const impossible = values({ minBillAmount: 300, maxBillAmount: 200 });
  expect(lastRedemptionLost(values({}), impossible, UTC)).toBe('no bill fits: the smallest is above the largest');
  expect(lastRedemptionLost(impossible, values({ maxRedeem: 0 }), UTC)).toBeNull();
  expect(lastRedemptionLost(impossible, values({}), UTC)).toBeNull();
});

describe('the rules', () => {
  /** The rules that say that no coupon is ever redeemed. */
  const NEVER = [
    'bill-bounds-crossed',
    'range-never-matches',
    'start-after-end',
    'registration-window-empty',
    'registration-after-end',
    'registration-before-2000',
    'maxRedeem-is-0',
    'maxRedemptionsInSeriesPerUser-is-0',
  ] as const;
  test.each(NEVER)('agree: %s', (id) => {
    const { fires, passes } = RULE_EXAMPLES[id];
    expect(issuesOfExample(fires).map(({ rule }) => rule)).toContain(id);
    expect(why({ ...fires.stored, ...fires.edit })).not.toBeNull();
    expect(why({ ...passes.stored, ...passes.edit })).toBeNull();
  });

  test('warn of every series that is not redeemable', () => {
    for (const [id, { fires }] of Object.entries(RULE_EXAMPLES)) {
      const { wire, values } = seriesOf({ ...ORDINARY, ...fires.stored, ...fires.edit });
      if (statusOf(values, UTC).status !== 'notRedeemable') continue;
      expect(validate(seriesOf(wire), values, UTC), id).not.toEqual([]);
    }
  });
});

test('a coupon that can be redeemed on some day is never called impossible, and with days the converse holds', () => {
  const day = (offset: number) => addDays('2026-06-10', offset);
  const shape = {
    wait: fc.integer({ min: 0, max: 40 }),
    count: fc.integer({ min: -1, max: 40 }),
    strategy: fc.constantFrom('DAYS', 'SERIES_EXPIRY'),
    start: fc.integer({ min: -10, max: 60 }),
    end: fc.integer({ min: 0, max: 60 }),
    dom: fc.uniqueArray(fc.integer({ min: 1, max: 31 }), { maxLength: 2 }),
    dow: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 2 }),
    created: fc.integer({ min: -30, max: 0 }),
    numIssued: fc.constantFrom(0, 7),
  };
  fc.assert(
    fc.property(fc.record(shape), ({ wait, count, strategy, start, end, dom, dow, created, numIssued }) => {
      const wire = {
        redemptionValidAfterDays: wait,
        expiryStrategyType: strategy,
        expiryStrategyValue: count,
        redemptionValidFrom: `${day(start)}T00:00:00Z`,
        validTillDate: `${day(end)}T00:00:00Z`,
        redemptionRange: range(dom.length > 0 ? dom : [-1], dow.length > 0 ? dow : [-1]),
        createdOn: `${day(created)}T09:00:00Z`,
        numIssued,
      };
      // Tries each day of issue with each day of redemption.
      let possible = false;
      for (let issued = numIssued > 0 ? created : 0; issued <= end; issued += 1)
        for (let used = Math.max(0, start, issued + wait); used <= end; used += 1) {
          const date = new Date(Date.UTC(2026, 5, 10 + used));
          possible ||=
            (strategy === 'SERIES_EXPIRY' || used <= issued + count) &&
            (dom.length === 0 || dom.includes(date.getUTCDate())) &&
            (dow.length === 0 || dow.includes(date.getUTCDay() || 7));
        }
      expect(why(wire) === null).toBe(possible);
    }),
    { numRuns: 400 },
  );
});

describe('no coupon can be issued', () => {
  test.each<[JsonObject, string | null]>([
    [{}, null],
    [{ maxCreate: 10, numIssued: 9 }, null],
    [{ maxCreate: 10, numIssued: 10 }, '10 of 10 issued'],
    [{ clientHandlingType: 'DISC_CODE_PIN', numUploadedTotal: 500, numUploadedNonIssued: 1 }, null],
    [
      { clientHandlingType: 'DISC_CODE_PIN', numUploadedTotal: 500, numUploadedNonIssued: 0 },
      'all 500 uploaded codes issued',
    ],
    [{ clientHandlingType: 'DISC_CODE', numUploadedTotal: 500, numUploadedNonIssued: 0 }, null],
    [{ clientHandlingType: 'DISC_CODE_PIN', numUploadedTotal: 0, numUploadedNonIssued: 0 }, null],
    [NO_END, 'no coupon can be issued without a last day'],
  ])('%j: %s', (wire, reason) => {
    expect(whyNoneIssued(wire)).toBe(reason);
  });
});
