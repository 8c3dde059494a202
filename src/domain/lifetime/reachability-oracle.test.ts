import { expect, test } from 'vitest';
import type { FieldKey } from '#catalogue/catalogue.ts';
import type { Json, JsonObject } from '#values/json.ts';
import { NOW, seriesOf } from '../testing/builders.ts';
import { type Random, random } from '../testing/random-cases.ts';
import { BILLS, DAY, HOUR, oracle, randomSeries, type Shown, textOf } from '../testing/redemption-oracle.ts';
import { type Reachability, reachabilityOf } from './reachability.ts';

/**
 * Compares reachability with a search through every day of issue and every hour of redemption, judged by the oracle of
 * the redemption check. The cluster is in UTC, stores are in UTC+5:30.
 */
const COUNT = Number(process.env['LONG_COUNT'] ?? 50);
const SEED = Number(process.env['LONG_SEED'] ?? 20_261_130);
const TIMEOUT_MS = 20_000 + 1500 * COUNT;

/** Days after today that the search covers. Most random series end before. */
const HORIZON = 9;
/** Sets of fields that are tried for each series without a redemption. */
const SUBSETS = 10;
const FIRST_REGISTRATION = Date.UTC(2000, 0, 1);
const TODAY = Math.floor(NOW / DAY);

const context = { now: NOW, clusterZone: 'UTC', storeZone: 'Asia/Kolkata' };
const reach = (wire: JsonObject) => reachabilityOf(seriesOf(wire).values, context);

/** A first redemption. What the series cannot restrict stays hidden. */
const attempt = (
  wire: JsonObject,
  facts: Required<Pick<Shown, 'moment' | 'issued' | 'registered' | 'bill'>>,
): Shown => ({
  ...facts,
  codeEnd: null,
  issuedTo: 'customer',
  codeUses: wire['clientHandlingType'] === 'GENERIC' ? Number(wire['numRedeemed']) : 0,
  codeUsesByCustomer: 0,
  customerUses: 0,
  seriesUses: Number(wire['numRedeemed']),
  lastUse: null,
});

const isRefused = (wire: JsonObject, shown: Shown) => Object.values(oracle(wire, shown)).includes('fail');

const firstIssueOf = (wire: JsonObject) =>
  wire['numIssued'] === 0 ? TODAY : Math.floor(Date.parse(textOf(wire['createdOn'])) / DAY);

/** The first moment up to the horizon at which any redemption is possible, or null. */
function search(wire: JsonObject): number | null {
  const target = wire['targetUserDetails'] as JsonObject;
  const base = { moment: NOW, issued: TODAY, registered: FIRST_REGISTRATION, bill: 0 };
  const fits = (rules: readonly string[], facts: Partial<typeof base>) => {
    const outcomes = oracle(wire, attempt(wire, { ...base, ...facts }));
    return rules.every((rule) => outcomes[rule] !== 'fail');
  };
  // The rules of the bill and of the registration read nothing else.
  const bill = BILLS.find((amount) => fits(['minBill', 'maxBill'], { bill: amount }));
  const registered = [FIRST_REGISTRATION, Number(target['validUserRegistrationStartTime'] ?? 0)].find(
    (time) => time >= FIRST_REGISTRATION && fits(['registeredFrom', 'registeredUntil'], { registered: time }),
  );
  if (bill === undefined || registered === undefined) return null;
  for (let moment = Math.max(NOW, registered); moment < (TODAY + HORIZON) * DAY; moment = nextHour(moment))
    for (let issued = firstIssueOf(wire); issued <= Math.floor(moment / DAY); issued += 1)
      if (!isRefused(wire, attempt(wire, { moment, issued, registered, bill }))) return moment;
  return null;
}

/** The next full hour of the cluster or of the stores. */
const nextHour = (moment: number) => moment + HOUR / 2 - (moment % (HOUR / 2));

/** What each field is without its restriction. */
const NONE: { readonly [K in FieldKey]?: JsonObject } = {
  redemptionRange: { redemptionRange: '' },
  redemptionValidFrom: { redemptionValidFrom: '1970-01-01T00:00:00Z' },
  validTillDate: { validTillDate: '1970-01-01T00:00:00Z', ownerValidity: 0 },
  expiryStrategyValue: { expiryStrategyType: 'SERIES_EXPIRY' },
  redemptionValidAfterDays: { redemptionValidAfterDays: -1 },
  minBillAmount: { minBillAmount: -1 },
  maxBillAmount: { maxBillAmount: -1 },
  maxRedeem: { maxRedeem: -1 },
  maxRedemptionsInSeriesPerUser: { maxRedemptionsInSeriesPerUser: -1 },
  isMultipleUseAllowed: { isMultipleUseAllowed: true },
  clientHandlingType: { clientHandlingType: 'DISC_CODE' },
};
const REGISTRATION = ['validUserRegistrationStartTime', 'validUserRegistrationEndTime'] as const;
const FIELDS = [...Object.keys(NONE), ...REGISTRATION] as readonly FieldKey[];

const UNREADABLE = '31 Feb';

/** The series with these restrictions only. */
function alone(wire: JsonObject, fields: readonly FieldKey[]): JsonObject {
  // With an unreadable end the life of a coupon is unknown, and restricts nothing.
  const isEndUnknown = wire['validTillDate'] === UNREADABLE;
  const others = FIELDS.filter((field) => !fields.includes(field) && !(isEndUnknown && field === 'validTillDate'));
  const target = Object.entries(wire['targetUserDetails'] as JsonObject).filter(
    ([key]) => !others.includes(key as FieldKey),
  );
  return Object.assign({}, wire, { targetUserDetails: Object.fromEntries(target) }, ...others.map((key) => NONE[key]));
}

const subsets = (items: readonly FieldKey[], size: number): readonly (readonly FieldKey[])[] =>
  size === 0
    ? [[]]
    : items.flatMap((item, at) => subsets(items.slice(at + 1), size - 1).map((rest) => [item, ...rest]));

const keyOf = (fields: readonly FieldKey[]) => fields.toSorted().join();

function smallSeries(dice: Random): JsonObject {
  const wire = randomSeries(dice);
  const day = (from: number, to: number) => new Date((TODAY + dice.whole(from, to)) * DAY).toISOString();
  const rarely = (value: Json, otherwise: Json): Json => (dice.chance(0.15) ? value : otherwise);
  const bounds = [0, Date.parse(day(-9, 9)), Date.parse(day(-9, 0))];
  return {
    ...wire,
    redemptionRange: dice.chance(0.5)
      ? JSON.stringify({ dom: [dice.whole(8, 16)], dow: [-1], hours: [dice.whole(0, 23)] })
      : (wire['redemptionRange'] ?? null),
    createdOn: day(-6, -1),
    numIssued: dice.one(0, 7),
    // A used limit and a common code make most series unreachable.
    maxRedeem: rarely(dice.whole(0, 3), -1),
    maxRedemptionsInSeriesPerUser: rarely(0, -1),
    isMultipleUseAllowed: rarely(false, true),
    redemptionValidFrom: dice.one(day(-4, 7), '1970-01-01T00:00:00Z', UNREADABLE),
    validTillDate: dice.one(day(-1, 6), day(0, 6), '1970-01-01T00:00:00Z', UNREADABLE),
    redemptionValidAfterDays: dice.one<Json>(-1, 0, 2, 3, 5, 'x'),
    expiryStrategyValue: dice.whole(-1, 5) || 5,
    targetUserDetails: {
      validUserRegistrationStartTime: dice.one(...bounds),
      validUserRegistrationEndTime: rarely(10_000, dice.one(...bounds)),
    },
  };
}

/** What a reachable series promises: the oracle does not refuse the witness. */
function expectAllowed(wire: JsonObject, result: Reachability, name: string) {
  const witness = result.type === 'unreachable' ? null : result.witness;
  if (witness === null) throw new Error(`${name}: no redemption was found`);
  const issued = Date.parse(witness.issued) / DAY;
  expect(witness.registered, name).toBeLessThanOrEqual(witness.moment);
  expect(issued, name).toBeGreaterThanOrEqual(firstIssueOf(wire));
  expect(Object.entries(oracle(wire, attempt(wire, { ...witness, issued }))), name).not.toContainEqual([
    expect.anything(),
    'fail',
  ]);
  return witness;
}

test(
  `reachability agrees with a search on ${COUNT} series`,
  () => {
    const seen = { reachable: 0, unreachable: 0, unknown: 0 };
    const sizes = new Set<number>();
    for (let index = 0; index < COUNT; index += 1) {
      const name = `seed ${SEED + index}`;
      const dice = random(SEED + index);
      const wire = smallSeries(dice);
      const result = reach(wire);
      seen[result.type] += 1;
      const found = search(wire);
      if (result.type !== 'unreachable') {
        const { moment } = expectAllowed(wire, result, name);
        expect(found, name).toBe(moment < (TODAY + HORIZON) * DAY ? moment : null);
        continue;
      }
      expect(found, name).toBeNull();
      const size = result.clashes[0]?.fields.length ?? 0;
      sizes.add(size);
      const clashes = result.clashes.map(({ fields }) =>
        fields.map((field) => (field === 'ownerValidity' ? 'validTillDate' : field)),
      );
      for (const fields of clashes) expect(search(alone(wire, fields)), `${name} ${fields.join()}`).toBeNull();
      // Fewer fields do not clash, and no other set of the same size does.
      const clashing = new Set(clashes.map(keyOf));
      const others = Array.from({ length: size + 1 }, (_, smaller) => subsets(FIELDS, smaller)).flat();
      for (let round = 0; round < SUBSETS; round += 1) {
        const fields = dice.one(...others);
        if (clashing.has(keyOf(fields))) continue;
        const part = alone(wire, fields);
        expectAllowed(part, reach(part), `${name} ${fields.join()}`);
      }
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(COUNT / 20);
    // Three fields that clash are rare.
    expect(sizes.size).toBeGreaterThanOrEqual(COUNT < 400 ? 2 : 3);
  },
  TIMEOUT_MS,
);
