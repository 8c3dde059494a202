import { expect, test } from 'vitest';
import type { Values } from '#catalogue/catalogue.ts';
import { placeKey } from '#catalogue/model/kinds.ts';
import type { Json, JsonObject } from '#values/json.ts';
import { encodeUpdate } from '../series/series-codec.ts';
import { NOW, payload, seriesOf } from '../testing/builders.ts';
import { type Random, random, type Verdict } from '../testing/random-cases.ts';
import { DAY, directory, HOUR, isoDay, SHOPS, textOf } from '../testing/redemption-oracle.ts';
import { type IssuanceAttempt, type IssuanceFacts, issuanceInput } from './issuance-attempt.ts';
import { customerStep, marketerSteps } from './issuance-change.ts';
import { checkIssuance } from './issuance-rules.ts';

const COUNT = Number(process.env['LONG_COUNT'] ?? 300);
const SEED = Number(process.env['LONG_SEED'] ?? 20_261_130);
const TIMEOUT_MS = 20_000 + 50 * COUNT;

const FACTS: IssuanceFacts = {
  now: NOW,
  clusterZone: 'UTC',
  storeZones: ['Asia/Kolkata'],
  places: directory,
  currency: 'INR',
};
const INDIA = 5.5 * HOUR;
const TODAY = Math.floor(NOW / DAY);
const STORES = [1201, 1202, 1203];

function randomSeries({ whole, one, chance }: Random): JsonObject {
  const day = (least: number, most: number) => `${isoDay(TODAY + whole(least, most))}T00:00:00Z`;
  const flag = (): Json => (chance(0.05) ? 'yes' : chance(0.5));
  const limit = (): Json => (chance(0.05) ? 'many' : one(-1, -1, -5, 0, 1, 2, 3));
  const optional = (value: Json): Json => (chance(0.5) ? '[-1]' : value);
  return {
    ...payload('put_response_698948.json'),
    validTillDate: one('1970-01-01T00:00:00Z', '31 Feb', day(-1, 4), day(-1, 4), day(90, 100), day(90, 100)),
    ownerValidity: one(0, (TODAY + whole(-2, 4)) * DAY),
    fixedExpiryDate: 0,
    redemptionValidFrom: one('1970-01-01T00:00:00Z', '31 Feb', day(-3, 5), day(-3, 5)),
    storeIdsJson: optional(one('[1201]', '[1202, 1203]', '["1203"]', '[oops')),
    maxCreate: limit(),
    numIssued: whole(0, 3),
    clientHandlingType: one('DISC_CODE', 'DISC_CODE_PIN', 'GENERIC'),
    externalIssual: one<Json>(false, false, true, 'oops'),
    numUploadedNonIssued: whole(0, 1),
    mutualExclusiveSeriesIds: optional(one('[10]', '[10,11]', 'oops')),
    doNotResendExistingVoucher: flag(),
    isMultipleVouchersPerUserAllowed: flag(),
    maxVouchersPerUser: limit(),
    minDaysBetweenVouchers: limit(),
  };
}

interface World {
  readonly moment: number;
  readonly place: (typeof SHOPS)[number];
  readonly holds: boolean;
  readonly had: number;
  readonly lastIssue: number | null;
  readonly holdsExcluded: boolean;
  readonly issuedInSeries: number;
}
type Shown = Partial<World> & Pick<World, 'moment'>;

function randomWorld({ whole, one, chance }: Random): World {
  const had = one(0, 0, 1, 2);
  const moment = NOW + whole(-30, 30) * HOUR;
  return {
    moment,
    place: one(...SHOPS),
    holds: had > 0 && chance(0.5),
    had,
    lastIssue: had === 0 ? null : moment - whole(0, 100) * HOUR,
    holdsExcluded: chance(0.4),
    issuedInSeries: had + whole(0, 2),
  };
}

function* cases() {
  for (let index = 0; index < COUNT; index += 1) {
    const dice = random(SEED + index);
    const wire = randomSeries(dice);
    const share = dice.chance(0.4) ? 0 : 0.4;
    const shown = Object.fromEntries(
      Object.entries(randomWorld(dice)).filter(([key]) => key === 'moment' || !dice.chance(share)),
    ) as unknown as Shown; // the moment is never hidden
    const { lastIssue, ...rest } = shown;
    const attempt: IssuanceAttempt = {
      ...rest,
      ...(lastIssue !== undefined && { lastIssue: lastIssue === null ? 'never' : [lastIssue, lastIssue] }),
    };
    yield { wire, shown, dice, name: `seed ${SEED + index}`, input: issuanceInput(seriesOf(wire), attempt, FACTS) };
  }
}

/** Every world that fits what is shown. Null for the store: none of the listed ones. */
function worldsOf(shown: Shown, wire: JsonObject): readonly World[] {
  const { moment } = shown;
  const either = (value: boolean | undefined) => (value === undefined ? [true, false] : [value]);
  const past = [0, 1, 2, 3, 4, 5].map((days) => moment - days * DAY);
  const lasts = shown.lastIssue === undefined ? [null, ...past] : [shown.lastIssue];
  const worlds: World[] = [];
  for (const holds of either(shown.holds))
    for (const holdsExcluded of either(shown.holdsExcluded))
      for (const lastIssue of shown.had === 0 ? [null] : lasts) {
        const least = Math.max(Number(holds), Number(lastIssue !== null), shown.had ?? 0);
        const issuedInSeries = shown.issuedInSeries ?? Math.max(Number(wire['numIssued']), leastOf(shown));
        const hads = shown.had === undefined ? [0, 1, 2, 3, 4].filter((had) => had <= issuedInSeries) : [shown.had];
        for (const had of hads) {
          if (had < least || (lastIssue === null && had > 0)) continue;
          for (const place of shown.place ? [shown.place] : SHOPS)
            worlds.push({ moment, place, holds, had, lastIssue, holdsExcluded, issuedInSeries });
        }
      }
  return worlds;
}

const leastOf = ({ had, holds, lastIssue }: Shown) => had ?? Number(holds === true || typeof lastIssue === 'number');

const RULES = [
  'over',
  'lastDay',
  'startBeforeEnd',
  'store',
  'held',
  'commonCode',
  'customerLimit',
  'issueGap',
  'exclusion',
  'total',
  'codes',
] as const;
type Results = Record<(typeof RULES)[number], boolean | null>;

/** Whether each rule passes in a world in which everything is known. Null: its field cannot be read. */
function resultsIn(wire: JsonObject, world: World, resend: boolean, several: boolean): Results {
  const day = (key: string) => {
    const text = textOf(wire[key]);
    return text === '31 Feb' ? NaN : text.startsWith('1970') ? null : Math.floor(Date.parse(text) / DAY);
  };
  const ownEnd = day('validTillDate');
  const end = ownEnd ?? (wire['ownerValidity'] === 0 ? null : Math.floor(Number(wire['ownerValidity']) / DAY));
  const start = day('redemptionValidFrom');
  const list = (key: string) => {
    try {
      const ids: unknown[] = JSON.parse(textOf(wire[key]));
      return ids.map(Number).filter((id) => id !== -1);
    } catch {
      return null;
    }
  };
  const allows = (key: string, used: number) => {
    const value = wire[key];
    return typeof value === 'number' ? value < 0 || used < value : null;
  };
  const shop = world.place.type === 'TILL' ? directory(world.place)?.parentId : world.place.id;
  const stores = list('storeIdsJson');
  const excluded = list('mutualExclusiveSeriesIds');
  const gap = wire['minDaysBetweenVouchers'];
  const localDay = (moment: number) => Math.floor((moment + INDIA) / DAY);
  const again = world.holds && resend;
  const fresh = (result: boolean | null) => (again ? true : result);
  const ofSeveral = (result: boolean | null) => fresh(several ? result : true);
  const isReadable = !Number.isNaN(end);
  return {
    over: isReadable ? end === null || Math.floor(world.moment / DAY) <= end : null,
    lastDay: fresh(isReadable ? end !== null : null),
    startBeforeEnd: fresh(
      start === null ? true : !isReadable ? null : end === null ? true : Number.isNaN(start) ? null : start <= end,
    ),
    store: stores === null ? null : stores.length === 0 || stores.includes(shop ?? 0),
    held: !world.holds || resend || several,
    commonCode: fresh(wire['clientHandlingType'] !== 'GENERIC' || world.had === 0),
    customerLimit: ofSeveral(allows('maxVouchersPerUser', world.had)),
    issueGap: ofSeveral(
      world.lastIssue === null
        ? true
        : typeof gap === 'number'
          ? localDay(world.moment) - localDay(world.lastIssue) >= gap
          : null,
    ),
    exclusion: fresh(excluded === null ? null : excluded.length === 0 || !world.holdsExcluded),
    total: fresh(allows('maxCreate', world.issuedInSeries)),
    codes: fresh(
      wire['clientHandlingType'] !== 'DISC_CODE_PIN'
        ? true
        : wire['externalIssual'] === false
          ? Number(wire['numUploadedNonIssued']) > 0
          : null,
    ),
  };
}

function oracle(wire: JsonObject, shown: Shown): Readonly<Record<string, Verdict>> {
  const flags = (key: string) => (typeof wire[key] === 'boolean' ? [wire[key]] : [true, false]);
  const all = worldsOf(shown, wire).flatMap((world) =>
    flags('doNotResendExistingVoucher').flatMap((isNotSent) =>
      flags('isMultipleVouchersPerUserAllowed').map((several) => resultsIn(wire, world, !isNotSent, several)),
    ),
  );
  return Object.fromEntries(
    RULES.map((rule) => {
      const results = all.map((one) => one[rule]);
      if (results.every((result) => result === true)) return [rule, 'pass'];
      return [rule, results.every((result) => result === false) ? 'fail' : 'unknown'];
    }),
  );
}

const verdictOf = (outcomes: readonly Verdict[]): Verdict =>
  outcomes.includes('fail') ? 'fail' : outcomes.includes('unknown') ? 'unknown' : 'pass';

test(
  `the issuance check agrees with the oracle on ${COUNT} series and attempts`,
  () => {
    const seen = new Set<string>();
    for (const { wire, shown, input, name } of cases()) {
      const { rules, verdict } = checkIssuance(input);
      const theirs = oracle(wire, shown);
      expect(Object.fromEntries(rules.map(({ rule, outcome }) => [rule.id, outcome])), name).toEqual(theirs);
      expect(verdict, name).toBe(verdictOf(Object.values(theirs)));
      for (const [rule, outcome] of Object.entries(theirs)) seen.add(`${rule} ${outcome}`);
    }
    expect(seen.size).toBe(RULES.length * 3);
  },
  TIMEOUT_MS,
);

function refuses(wire: JsonObject, shown: Shown, before: Readonly<Record<string, Verdict>>): boolean {
  return Object.entries(oracle(wire, shown)).some(
    ([rule, outcome]) => outcome === 'fail' || (outcome === 'unknown' && before[rule] !== 'unknown'),
  );
}

/** A later moment adds no later issue: only attempts that show the last one are compared. */
const again = (shown: Shown): Shown => ({ ...shown, moment: Math.max(shown.moment, NOW) });

test(
  'what the customer can do helps, and nothing less does',
  () => {
    let [changes, impossible] = [0, 0];
    for (const { wire, shown, input, dice, name } of cases()) {
      if (shown.lastIssue === undefined) continue;
      const next = again(shown);
      const before = oracle(wire, next);
      const fails = (change: Partial<Shown>) => refuses(wire, { ...next, ...change }, before);
      const result = customerStep(input);
      if ('impossible' in result) {
        impossible += 1;
        for (let round = 0; round < 20; round += 1) {
          const change = {
            moment: next.moment + dice.whole(0, 200) * HOUR,
            place: dice.one(...SHOPS),
            ...(dice.chance(0.5) && next.holds && { holds: false }),
            ...(dice.chance(0.5) && next.holdsExcluded && { holdsExcluded: false }),
          };
          expect(fails(change), `${name} ${JSON.stringify(change)}`).toBe(true);
        }
        continue;
      }
      const { moment, places, usesHeld, usesExcluded } = result.change;
      for (const place of places ?? [undefined]) {
        const change: Partial<Shown> = {
          ...(moment !== undefined && { moment }),
          ...(usesHeld && { holds: false }),
          ...(usesExcluded && { holdsExcluded: false }),
          ...(place && { place }),
        };
        if (Object.keys(change).length > 0) changes += 1;
        expect(fails(change), name).toBe(false);
        for (const key of ['moment', 'holds', 'holdsExcluded', 'place'] as const)
          if (key in change) expect(fails({ ...change, [key]: next[key] }), `${name} without ${key}`).toBe(true);
        if (moment !== undefined) expect(fails({ ...change, moment: moment - 1 }), name).toBe(true);
      }
      const listed = new Set(places?.map(placeKey));
      for (const id of places ? STORES : [])
        if (
          !fails({
            ...(moment !== undefined && { moment }),
            ...(usesHeld && { holds: false }),
            ...(usesExcluded && { holdsExcluded: false }),
            place: { type: 'STORE', id },
          })
        )
          expect(listed.has(`STORE:${id}`), name).toBe(true);
    }
    expect(changes).toBeGreaterThan(COUNT / 50);
    expect(impossible).toBeGreaterThan(COUNT / 20);
  },
  TIMEOUT_MS,
);

test(
  'what a marketer can change helps, and fewer fields do not',
  () => {
    const fields = new Set<string>();
    let ties = 0;
    for (const { wire, shown, input, name } of cases()) {
      if (shown.lastIssue === undefined) continue;
      const next = again(shown);
      const before = oracle(wire, next);
      const series = seriesOf(wire);
      const result = marketerSteps(input);
      const fails = (values: Partial<Values>) => {
        const encoded = encodeUpdate(series, { ...series.values, ...values }, 'UTC');
        expect(encoded, name).toHaveProperty('body');
        return refuses('body' in encoded ? encoded.body : {}, next, before);
      };
      if ('impossible' in result) {
        const stuck = Object.entries(before).filter(([, outcome]) => outcome === 'fail');
        expect(
          stuck.map(([rule]) => rule).some((rule) => ['commonCode', 'codes'].includes(rule)),
          name,
        ).toBe(true);
        continue;
      }
      if (result.changes.length > 1) ties += 1;
      for (const change of result.changes) {
        const changed: Partial<Values> = Object.fromEntries(change.map(({ field, to }) => [field, to]));
        expect(fails(changed), name).toBe(false);
        for (const { field, from } of change) {
          fields.add(field);
          expect(fails({ ...changed, [field]: from }), `${name} without ${field}`).toBe(true);
        }
        const { maxCreate, maxVouchersPerUser, minDaysBetweenVouchers: gap } = changed;
        if (typeof maxCreate === 'number') expect(fails({ ...changed, maxCreate: maxCreate - 1 }), name).toBe(true);
        if (typeof maxVouchersPerUser === 'number')
          expect(fails({ ...changed, maxVouchersPerUser: maxVouchersPerUser - 1 }), name).toBe(true);
        if (gap !== undefined) expect(fails({ ...changed, minDaysBetweenVouchers: Number(gap) + 1 }), name).toBe(true);
      }
    }
    expect(fields.size).toBeGreaterThanOrEqual(6);
    expect(ties).toBeGreaterThan(COUNT / 200);
  },
  TIMEOUT_MS,
);
