import { expect, test } from 'vitest';
import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import { placeKey } from '#catalogue/model/kinds.ts';
import type { JsonObject } from '#values/json.ts';
import { encodeUpdate } from '../series/series-codec.ts';
import { placesAbove } from '../targets/place-coverage.ts';
import { categoriesOf, type Product } from '../targets/product-coverage.ts';
import { NOW, OPEN, seriesOf } from '../testing/builders.ts';
import { catalogue, PRODUCTS } from '../testing/product-oracle.ts';
import { type Random, random, type Verdict } from '../testing/random-cases.ts';
import {
  attemptOf,
  BILLS,
  DAY,
  directory,
  hide,
  HOUR,
  isoDay,
  oracle,
  randomSeries,
  randomWorld,
  SHOPS,
  type Shown,
} from '../testing/redemption-oracle.ts';
import type { CheckFacts } from './attempt.ts';
import { checkRedemption, inputOf } from './check-redemption.ts';
import { customerChange, marketerChange } from './smallest-change.ts';

const COUNT = Number(process.env['LONG_COUNT'] ?? 200);
const SEED = Number(process.env['LONG_SEED'] ?? 20_261_130);

const TIMEOUT_MS = 20_000 + 50 * COUNT;

const FACTS: CheckFacts = {
  now: NOW,
  clusterZone: 'UTC',
  storeZones: ['Asia/Kolkata'],
  places: directory,
  products: catalogue,
  currency: 'INR',
};

function* cases(): Generator<{ wire: JsonObject; shown: Shown; facts: CheckFacts; name: string; dice: Random }> {
  for (let index = 0; index < COUNT; index += 1) {
    const dice = random(SEED + index);
    const wire = randomSeries(dice);
    const shown = hide(randomWorld(dice, wire), dice);
    const facts = { ...FACTS, now: dice.chance(0.5) ? shown.moment - DAY : shown.moment + dice.whole(0, 40) * HOUR };
    yield { wire, shown, facts, dice, name: `seed ${SEED + index}` };
  }
}

test(
  `the check agrees with the oracle on ${COUNT} series and attempts`,
  () => {
    const seen = new Set<string>();
    for (const { wire, shown, facts, name } of cases()) {
      const { rules, verdict } = checkRedemption(inputOf(seriesOf(wire), attemptOf(shown), facts));
      const ours = Object.fromEntries(rules.map(({ rule, outcome }) => [rule.id, outcome]));
      const theirs = oracle(wire, shown);
      expect(ours, name).toEqual(theirs);
      // The till decides about products.
      const { products: _, ...refusals } = theirs;
      const outcomes = Object.values(refusals);
      expect(verdict, name).toBe(
        outcomes.includes('fail') ? 'fail' : outcomes.includes('unknown') ? 'unknown' : 'pass',
      );
      for (const [rule, outcome] of Object.entries(theirs)) seen.add(`${rule} ${outcome}`);
    }
    // Each rule passes, fails and stays unknown. The transactions never fail: the readings differ.
    expect(seen.size).toBe(20 * 3 - 1);
  },
  TIMEOUT_MS,
);

/** What the next attempt may change, as the oracle sees it: the rules that refuse, or would become unknown. */
function refusing(wire: JsonObject, shown: Shown, before: Readonly<Record<string, Verdict>>): readonly string[] {
  return Object.entries(oracle(wire, shown))
    .filter(([rule, outcome]) => outcome === 'fail' || (outcome === 'unknown' && before[rule] !== 'unknown'))
    .map(([rule]) => rule);
}

/** The attempt made again, now. What is hidden stays what it could be at the first attempt. */
const again = (shown: Shown, now: number): Shown => ({ ...shown, moment: Math.max(shown.moment, now) });

/** A later moment adds no later day of issue and no later redemption: only attempts that show both are compared. */
const isComparable = ({ issued, lastUse }: Shown) => issued !== undefined && lastUse !== undefined;

test(
  `the customer’s smallest change passes, and nothing smaller does`,
  () => {
    let changes = 0;
    let impossible = 0;
    for (const { wire, shown, facts, dice, name } of cases()) {
      if (!isComparable(shown)) continue;
      const next = again(shown, facts.now);
      const before = oracle(wire, next);
      const result = customerChange(inputOf(seriesOf(wire), attemptOf(shown), facts));
      const refuses = (change: Partial<Shown>) =>
        refusing(wire, { ...next, ...change }, before).some((rule) => rule !== 'products');
      if ('impossible' in result) {
        impossible += 1;
        for (let round = 0; round < 20; round += 1) {
          const change = {
            moment: next.moment + dice.whole(0, 400) * HOUR,
            bill: dice.one(...BILLS),
            place: dice.one(...SHOPS),
          };
          expect(refuses(change), `${name} ${JSON.stringify(change)}`).toBe(true);
        }
        continue;
      }
      const { moment, bill, places } = result.change;
      const chosen: Partial<Shown>[] = (places ?? [undefined]).map((place) => ({
        ...(moment !== undefined && { moment }),
        ...(bill !== undefined && { bill }),
        ...(place !== undefined && { place }),
      }));
      const [first = {}] = chosen;
      if (Object.keys(first).length > 0) changes += 1;
      // Zones and concepts stand for the shops in them.
      for (const change of chosen)
        if (!change.place || ['STORE', 'TILL'].includes(change.place.type)) expect(refuses(change), name).toBe(false);
      // Fewer facts refuse.
      for (const fact of ['moment', 'bill', 'place'] as const)
        if (fact in first) expect(refuses({ ...first, [fact]: next[fact] }), `${name} without ${fact}`).toBe(true);
      // A smaller distance refuses.
      if (moment !== undefined) {
        expect(refuses({ ...first, moment: moment - 1 }), name).toBe(true);
        for (let at = next.moment; at < Math.min(moment, next.moment + 300 * HOUR); at += HOUR)
          expect(refuses({ ...first, moment: at }), name).toBe(true);
      }
      if (bill !== undefined && next.bill !== undefined) {
        const step = Math.sign(next.bill - bill);
        for (const nearer of [bill + step * 0.01, bill + step, (bill + next.bill) / 2])
          expect(refuses({ ...first, bill: nearer }), name).toBe(true);
      }
      // Every shop that passes is listed, or is in a place that is.
      if (places) {
        const listed = new Set(places.map(placeKey));
        for (const shop of SHOPS)
          if (!refuses({ ...first, place: shop }))
            expect(
              [shop, ...placesAbove(shop, directory)].some((place) => listed.has(placeKey(place))),
              name,
            ).toBe(true);
      }
    }
    expect(changes).toBeGreaterThan(COUNT / 100);
    expect(impossible).toBeGreaterThan(COUNT / 20);
  },
  TIMEOUT_MS,
);

test(
  'a product that is not meant leads to those that are',
  () => {
    let suggestions = 0;
    for (const { wire, shown, facts, name } of cases()) {
      const open = { ...OPEN, ...('productInfo' in wire && { productInfo: wire['productInfo'] ?? null }) };
      const outcomeFor = (product: Product | undefined) =>
        oracle(open, { moment: NOW, codeEnd: null, ...(product && { product }) })['products'];
      const attempt = { moment: NOW, ...(shown.product && { product: shown.product }) };
      const result = customerChange(inputOf(seriesOf({ ...wire, ...open }), attempt, facts));
      const products = 'change' in result ? result.change.products : undefined;
      expect(products !== undefined, name).toBe(outcomeFor(shown.product) === 'fail');
      if (!products) continue;
      suggestions += 1;
      expect(products.anyOf.length, name).toBeGreaterThan(0);
      for (const product of products.anyOf)
        expect(outcomeFor(product), name).toBe(products.isEnough ? 'pass' : 'unknown');
      // Every product that passes is listed, or its category or its brand is.
      const keys = new Set(products.anyOf.map(placeKey));
      for (const product of PRODUCTS) {
        const brand = { type: 'BRAND', id: catalogue(product)?.brandId ?? 0 };
        const covers = [product, brand, ...categoriesOf(product, catalogue)];
        if (outcomeFor(product) === 'pass')
          expect(
            covers.some((one) => keys.has(placeKey(one))),
            name,
          ).toBe(true);
      }
    }
    expect(suggestions).toBeGreaterThan(COUNT / 40);
  },
  TIMEOUT_MS,
);

/** The value between the stored one and the changed one that is nearest to the changed one. */
const NEARER: { readonly [K in FieldKey]?: (to: never, from: never) => readonly Values[K][] } = {
  validTillDate: (to: string) => [isoDay(Date.parse(to) / DAY - 1)],
  redemptionValidFrom: (to: string) => [isoDay(Date.parse(to) / DAY + 1)],
  expiryStrategyValue: (to: number, from: number | null) => (to > (from ?? -1) + 1 ? [to - 1] : []),
  maxRedeem: (to: number) => [to - 1],
  maxRedemptionsInSeriesPerUser: (to: number) => [to - 1],
  redemptionPerCouponMaxLimit: (to: number) => (to > 1 ? [to - 1] : []),
  minDaysBetweenRedemption: (to: number | null) => [(to ?? 0) + 1],
  redemptionValidAfterDays: (to: number | null) => [(to ?? 0) + 1],
  minBillAmount: (to: number | null) => [(to ?? 0) + 0.01],
  maxBillAmount: (to: number) => [to - 0.01],
  validUserRegistrationStartTime: (to: number) => [to + 1],
  validUserRegistrationEndTime: (to: number) => [to - 1],
  redemptionRange: (to: Range, from: Range) =>
    (['dom', 'dow', 'hours'] as const).flatMap((axis) =>
      to[axis]
        .filter((value) => !from[axis].includes(value))
        .map((value) => ({ ...to, [axis]: to[axis].filter((kept) => kept !== value) })),
    ),
};
type Range = Readonly<Record<'dom' | 'dow' | 'hours', readonly number[]>>;

test(
  `the marketer’s smallest change passes, and nothing smaller does`,
  () => {
    const fields = new Set<FieldKey>();
    for (const { wire, shown, facts, name } of cases()) {
      if (!isComparable(shown)) continue;
      const next = again(shown, facts.now);
      const before = oracle(wire, next);
      const series = seriesOf(wire);
      const result = marketerChange(inputOf(series, attemptOf(shown), facts));
      const refuses = (values: Partial<Values>) => {
        const encoded = encodeUpdate(series, { ...series.values, ...values }, 'UTC');
        expect(encoded, name).toHaveProperty('body');
        return refusing('body' in encoded ? encoded.body : {}, next, before).length > 0;
      };
      if ('impossible' in result) {
        // The code was not issued, or it has an end of its own.
        expect([shown.issuedTo === 'none', shown.codeEnd !== null], name).toContain(true);
        continue;
      }
      const changed: Partial<Values> = Object.fromEntries(result.change.map(({ field, to }) => [field, to]));
      expect(refuses(changed), name).toBe(false);
      for (const { field, from, to } of result.change) {
        fields.add(field);
        expect(refuses({ ...changed, [field]: from }), `${name} without ${field}`).toBe(true);
        for (const nearer of NEARER[field]?.(to as never, from as never) ?? [])
          expect(refuses({ ...changed, [field]: nearer }), `${name} ${field} ${JSON.stringify(nearer)}`).toBe(true);
      }
    }
    expect(fields.size).toBeGreaterThanOrEqual(14);
  },
  TIMEOUT_MS,
);
