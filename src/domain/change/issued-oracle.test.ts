import { expect, test } from 'vitest';
import type { FieldKey } from '#catalogue/catalogue.ts';
import type { JsonObject } from '#values/json.ts';
import { formatDay } from '#values/date-format.ts';
import { addDays } from '#values/zone.ts';
import { laterEndText, outstanding } from '../lifetime/outstanding.ts';
import { statusOf } from '../lifetime/status.ts';
import { validate } from '../rules/validate.ts';
import type { Series } from '../series/series.ts';
import { NOW, OPEN, ORDINARY, seriesOf, UTC } from '../testing/builders.ts';
import {
  fatesOf,
  HELD,
  randomFields,
  redeemEach,
  refusedByTotal,
  tightenedFields,
  TODAY,
} from '../testing/issued-oracle.ts';
import { random, type Random } from '../testing/random-cases.ts';
import { diff } from './diff.ts';
import { effectsOnIssued } from './issued-coupons.ts';
import { settle } from './settle.ts';

const COUNT = Number(process.env['LONG_COUNT'] ?? 40);
const SEED = Number(process.env['LONG_SEED'] ?? 20_261_201);
const TIMEOUT_MS = 30_000 + 1_000 * COUNT;

interface TriedSave {
  readonly name: string;
  readonly base: Series;
  readonly after: Series;
  readonly changed: ReadonlySet<FieldKey>;
  readonly hasWarnings: boolean;
}

/** Saves that the form accepts, of series whose coupons still work. */
function* cases(editOf: (dice: Random) => JsonObject): Generator<TriedSave> {
  for (let index = 0; index < COUNT; index += 1) {
    const dice = random(SEED + index);
    const open = dice.some(Object.keys(OPEN)).map((key) => [key, OPEN[key] ?? null]);
    const base = seriesOf({
      ...HELD,
      ...randomFields(dice),
      ...Object.fromEntries(open),
      createdOn: HELD['createdOn'] ?? null,
    });
    const { values: typed } = seriesOf({ ...base.wire, ...editOf(dice) });
    const values = settle(base, typed);
    const issues = validate(base, values, UTC);
    if (issues.some(({ severity }) => severity === 'error')) continue;
    if (!['live', 'scheduled'].includes(statusOf(base.values, UTC).status)) continue;
    const changed = diff(base, values).filter(({ implied }) => !implied);
    yield {
      name: `seed ${SEED + index}`,
      base,
      after: { ...base, values },
      changed: new Set(changed.map(({ field }) => field)),
      hasWarnings: issues.length > 0,
    };
  }
}

/** One to three of the fields. */
function someFields(dice: Random): JsonObject {
  const next = Object.entries(randomFields(dice));
  return Object.fromEntries(Array.from({ length: dice.whole(1, 3) }, () => dice.one(...next)));
}

test(
  'a save ends exactly the coupons that the check refuses from now on',
  () => {
    const seen = { over: 0, some: 0, all: 0, none: 0 };
    for (const { name, base, after, changed } of cases(someFields)) {
      const { ends } = effectsOnIssued(base, after.values, changed, UTC);
      const fates = fatesOf(base, after);
      const ended = fates.filter(({ endsAtOnce }) => endsAtOnce).map(({ issued }) => issued);
      if (ends === null) {
        expect(ended, name).toEqual([]);
        seen.none += 1;
      } else if (ends.startsWith('After this save: ')) {
        expect(
          fates.some(({ worksAfter }) => worksAfter),
          name,
        ).toBe(false);
        seen.over += 1;
      } else if (ends.startsWith('All that are still valid')) {
        const alive = fates.filter(({ isAliveBefore }) => isAliveBefore);
        expect(ended, name).toEqual(alive.map(({ issued }) => issued));
        seen.all += 1;
      } else {
        const [last = TODAY] = ended.toSorted().toReversed();
        expect(ends, name).toContain(`Those issued before ${formatDay(addDays(last, 1))} end with this save.`);
        seen.some += 1;
      }
    }
    expect(Math.min(seen.over, seen.some, seen.none), JSON.stringify(seen)).toBeGreaterThan(0);
  },
  TIMEOUT_MS,
);

/** Rules warn about these instead. */
const BY_RULES: ReadonlySet<FieldKey> = new Set([
  'validTillDate',
  'redemptionValidFrom',
  'expiryStrategyType',
  'expiryStrategyValue',
]);

test(
  'a save restricts coupons by exactly the fields whose rules refuse more, and none loses anything without a word',
  () => {
    const fields = new Set<FieldKey>();
    for (const { name, base, after, changed, hasWarnings } of cases(someFields)) {
      const { ends, restricts } = effectsOnIssued(base, after.values, changed, UTC);
      if (ends !== null) continue;
      if (fatesOf(base, after).some(({ loses }) => loses)) expect(restricts.size > 0 || hasWarnings, name).toBe(true);
      const tightened = tightenedFields(base, after);
      for (const field of changed)
        if (!BY_RULES.has(field) && field !== 'maxRedeem') {
          expect([field, restricts.has(field)], name).toEqual([field, tightened.has(field)]);
          if (restricts.has(field)) fields.add(field);
        }
      const out = outstanding(base.values);
      if (out === null || !changed.has('maxRedeem')) continue;
      const refused = refusedByTotal(after, out, 3) - refusedByTotal(base, out, 3);
      expect(restricts.get('maxRedeem')?.includes('will be refused') ?? false, name).toBe(refused > 0);
      if (refused === refusedByTotal(after, out, 3) && refused > 0)
        expect(restricts.get('maxRedeem'), name).toContain(`: ${refused} of them will be refused.`);
    }
    expect(fields.size, [...fields].join(' ')).toBeGreaterThanOrEqual(8);
  },
  TIMEOUT_MS,
);

test(
  'a later end lets coupons live longer exactly if the text says so',
  () => {
    let longer = 0;
    const laterEnd = (dice: Random) => ({ validTillDate: randomFields(dice)['validTillDate'] ?? null });
    for (const { name, base, after } of cases(laterEnd)) {
      const text = laterEndText(base.values, after.values, NOW, 'UTC');
      const alive = fatesOf(base, after).filter(({ isAliveBefore }) => isAliveBefore);
      const living = alive.filter(({ livesLonger }) => livesLonger);
      if (living.length > 0 || alive.some(({ gains }) => gains)) expect(text, name).not.toBeNull();
      if (text !== null && !text.startsWith('Of the ')) expect(living, name).toEqual(alive);
      if (text !== null) longer += 1;
      // A later end takes nothing away.
      if (text !== null)
        expect(
          alive.some(({ loses }) => loses),
          name,
        ).toBe(false);
    }
    expect(longer).toBeGreaterThan(0);
  },
  TIMEOUT_MS,
);

test('what is outstanding are the coupons that were not redeemed, or it is not known', () => {
  for (let index = 0; index < COUNT; index += 1) {
    const dice = random(SEED + index);
    const rules = { isMultipleUseAllowed: dice.chance(0.4), maxRedeem: -1 };
    const series = seriesOf({ ...ORDINARY, ...OPEN, ...rules });
    const wanted = Array.from({ length: dice.whole(0, 6) }, () => dice.whole(0, 3));
    const { unused, ...counters } = redeemEach(series, wanted);
    const known = !rules.isMultipleUseAllowed || wanted.length === 0;
    expect(outstanding(seriesOf({ ...series.wire, ...counters }).values), `seed ${SEED + index}`).toBe(
      known ? unused : null,
    );
  }
});
