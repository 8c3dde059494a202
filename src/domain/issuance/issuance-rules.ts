import type { FieldKey } from '#catalogue/catalogue.ts';
import { countEntries } from '#catalogue/format.ts';
import { type FieldValue, isUnresolved, type Place } from '#catalogue/model/kinds.ts';
import { DAY } from '#values/durations.ts';
import { formatDay, formatInstant } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import { addDays, dayOf, startOfDay } from '#values/zone.ts';
import { seriesEnd } from '../lifetime/expiry.ts';
import { limitOf } from '../limits/limit-of.ts';
import {
  agree,
  type CheckRule,
  dayDistance,
  type Finding,
  gapFinding,
  numberText,
  type Outcome,
  pass,
  unreadable,
} from '../redemption/redemption-rule.ts';
import { valueOrNull } from '../series/series.ts';
import { days } from '../summary/sentence.ts';
import { placeName } from '../targets/place-coverage.ts';
import type { IssuanceInput } from './issuance-attempt.ts';

/** What a customer can do about the next attempt. */
type IssuanceFact = 'moment' | 'place' | 'holds' | 'holdsExcluded';

export interface IssuanceRule<K extends FieldKey = FieldKey> extends CheckRule<IssuanceInput, K> {
  /** Missing: the customer cannot change what it depends on. */
  readonly fact?: IssuanceFact;
  /** What helps outside of the fields of the series. */
  readonly elsewhere?: string;
}

const rule = <K extends FieldKey>(entry: IssuanceRule<K>): IssuanceRule<K> => entry;

const flags = (value: FieldValue<boolean>): readonly boolean[] => (isUnresolved(value) ? [false, true] : [value]);

/** For each possible case, whether the customer gets the coupon again that they hold. */
const isSentAgain = ({ series: { values }, possible: { holds } }: IssuanceInput): readonly boolean[] =>
  holds.flatMap((held) => (held ? flags(values.doNotResendExistingVoucher).map((isNotSent) => !isNotSent) : [false]));

/** A rule that new coupons alone must meet: the coupon that a customer holds is sent again without it (assumption 13). */
const forNewCoupons =
  (check: (input: IssuanceInput) => Finding) =>
  (input: IssuanceInput): Finding => {
    const again = isSentAgain(input);
    if (again.every(Boolean)) return pass('No effect: the same coupon is sent again.');
    const finding = check(input);
    if (finding.outcome !== 'fail' || !again.includes(true)) return finding;
    return { ...finding, outcome: 'unknown' };
  };

/** Limits of one customer have an effect only if one may get several coupons. */
const ifSeveral =
  (check: (input: IssuanceInput) => Finding) =>
  (input: IssuanceInput): Finding => {
    const { isMultipleVouchersPerUserAllowed: several } = input.series.values;
    if (several === false) return pass('No effect: a customer holds one coupon at a time.');
    const finding = check(input);
    return isUnresolved(several) && finding.outcome === 'fail' ? { ...finding, outcome: 'unknown' } : finding;
  };

const overRule = rule({
  id: 'over',
  field: 'validTillDate',
  engineCodes: [635, 601],
  apiCodes: [712, 713],
  check: ({ series: { values }, possible: { moment }, facts: { clusterZone } }) => {
    if (isUnresolved(values.validTillDate)) return unreadable('validTillDate');
    if (values.validTillDate === null && isUnresolved(values.ownerValidity)) return unreadable('ownerValidity');
    const end = seriesEnd(values, clusterZone);
    if (end === null) return pass('The series has no last day.');
    return {
      outcome: agree(moment <= end.instant + 999),
      text: `Until ${formatInstant(end.instant, clusterZone)}${end.from === 'owner' ? ', when its owner ends' : ''}.`,
    };
  },
  say: ({ series: { values }, facts: { clusterZone } }) =>
    `The offer ended on ${formatDay(seriesEnd(values, clusterZone)?.day ?? '')}.`,
});

const lastDayRule = rule({
  id: 'lastDay',
  field: 'validTillDate',
  engineCodes: [641],
  apiCodes: [709],
  check: forNewCoupons(({ series: { values }, facts: { clusterZone } }) => {
    if (isUnresolved(values.validTillDate)) return unreadable('validTillDate');
    if (values.validTillDate === null && isUnresolved(values.ownerValidity)) return unreadable('ownerValidity');
    return seriesEnd(values, clusterZone) === null
      ? { outcome: 'fail', text: 'Without a last day no coupon is issued.' }
      : pass('The series has a last day.');
  }),
  say: () => 'The offer is not complete yet.',
});

const startRule = rule({
  id: 'startBeforeEnd',
  field: 'redemptionValidFrom',
  engineCodes: [639],
  apiCodes: [709],
  check: forNewCoupons(({ series: { values }, facts: { clusterZone } }) => {
    const start = values.redemptionValidFrom;
    const end = seriesEnd(values, clusterZone);
    if (start === null) return pass('No start date.');
    if (isUnresolved(values.validTillDate)) return unreadable('validTillDate');
    if (values.validTillDate === null && isUnresolved(values.ownerValidity)) return unreadable('ownerValidity');
    if (end === null) return pass('The series has no last day.');
    if (isUnresolved(start)) return unreadable('redemptionValidFrom');
    return {
      outcome: agree(start <= end.day),
      text: `Redemption starts ${formatDay(start)}; the series ends ${formatDay(end.day)}.`,
    };
  }),
  say: () => 'The offer is not complete yet.',
});

/** A till issues for its store. Null: the store is not known. */
export function storeOf(place: Place, { places }: IssuanceInput['facts']): number | null {
  if (place.type === 'STORE') return place.id;
  return places(place)?.parentId ?? null;
}

const storeRule = rule({
  id: 'store',
  field: 'storeIdsJson',
  engineCodes: [627],
  apiCodes: [709],
  fact: 'place',
  check: ({ series: { values }, possible: { place }, facts }) => {
    const ids = values.storeIdsJson;
    if (isUnresolved(ids)) return unreadable('storeIdsJson');
    if (ids.length === 0) return pass('Every store.');
    const store = place && storeOf(place, facts);
    const text = countEntries(ids.length, 'STORE');
    if (place === null || store === null) return { outcome: 'unknown', text: `${text}; the store is not known.` };
    return { outcome: agree(ids.includes(store)), text: `${text}; the store is ${placeName(place, facts.places)}.` };
  },
  say: ({ possible: { place }, facts }) =>
    `${place ? placeName(place, facts.places) : 'This store'} does not give out these coupons.`,
});

const totalRule = rule({
  id: 'total',
  field: 'maxCreate',
  engineCodes: [626, 5001],
  apiCodes: [709],
  check: forNewCoupons(({ series: { values }, possible: { issuedInSeries: issued } }) => {
    const limit = limitOf(values.maxCreate);
    if (limit === 'unreadable') return unreadable('maxCreate');
    if (limit === null) return pass('No limit.');
    return {
      outcome: limit === 0 ? 'fail' : agree(issued[0] < limit, issued[1] < limit),
      text: `At most ${formatNumber(limit)}; ${numberText(issued, 'issued so far')}.`,
    };
  }),
  say: () => 'All coupons of the offer have been given out.',
});

const codesRule = rule({
  id: 'codes',
  field: 'numUploadedNonIssued',
  engineCodes: [613],
  apiCodes: [709],
  elsewhere: 'upload more codes',
  check: forNewCoupons(({ series: { values } }) => {
    const { clientHandlingType: type, externalIssual: isExternal, numUploadedNonIssued: left } = values;
    if (isUnresolved(type)) return unreadable('clientHandlingType');
    if (type !== 'DISC_CODE_PIN') return pass('Codes are not uploaded.');
    // Left out, it is off.
    if (isUnresolved(isExternal) && isExternal.unresolved !== 'notReturned') return unreadable('externalIssual');
    if (isExternal === true)
      return { outcome: 'unknown', text: 'A third party issues the codes, so how many are left is not known.' };
    if (isUnresolved(left) || left === null)
      return { outcome: 'unknown', text: 'How many codes are left is not known.' };
    return { outcome: agree(left > 0), text: `${formatNumber(left)} uploaded codes left.` };
  }),
  say: () => 'All coupons of the offer have been given out.',
});

const exclusionRule = rule({
  id: 'exclusion',
  field: 'mutualExclusiveSeriesIds',
  engineCodes: [609],
  apiCodes: [709],
  fact: 'holdsExcluded',
  check: forNewCoupons(({ series: { values }, possible: { holdsExcluded } }) => {
    const ids = values.mutualExclusiveSeriesIds;
    if (isUnresolved(ids)) return unreadable('mutualExclusiveSeriesIds');
    if (ids.length === 0) return pass('No other series.');
    const other = countEntries(ids.length, 'other series');
    const [held] = holdsExcluded;
    const known =
      holdsExcluded.length > 1
        ? 'whether the customer holds a coupon of it is not known'
        : held
          ? 'the customer holds a coupon of it'
          : 'the customer holds none of it';
    return { outcome: agree(...holdsExcluded.map((one) => !one)), text: `Not with ${other}; ${known}.` };
  }),
  say: () => 'You have a coupon of another offer that does not go together with this one.',
});

const heldRule = rule({
  id: 'held',
  field: 'doNotResendExistingVoucher',
  engineCodes: [619],
  apiCodes: [709],
  fact: 'holds',
  check: ({ series: { values }, possible: { holds } }) => {
    const { doNotResendExistingVoucher: isNotSent, isMultipleVouchersPerUserAllowed: several } = values;
    if (holds.every((held) => !held)) return pass('The customer holds no coupon of the series.');
    if (several === true) return pass('A customer may hold several.');
    if (isNotSent === false) return pass('A customer who holds one is sent it again.');
    if (isUnresolved(isNotSent)) return unreadable('doNotResendExistingVoucher');
    if (isUnresolved(several)) return unreadable('isMultipleVouchersPerUserAllowed');
    const known = holds.length > 1 ? 'whether the customer holds one is not known' : 'the customer holds one';
    return { outcome: agree(...holds.map((held) => !held)), text: `One at a time; ${known}.` };
  },
  say: () => 'You have a coupon of this offer already.',
});

const commonCodeRule = rule({
  id: 'commonCode',
  field: 'clientHandlingType',
  engineCodes: [679, 5004],
  apiCodes: [709],
  check: forNewCoupons(({ series: { values }, possible: { had } }) => {
    const type = values.clientHandlingType;
    if (isUnresolved(type)) return unreadable('clientHandlingType');
    if (type !== 'GENERIC') return pass('Each customer gets a code of their own.');
    return {
      outcome: agree(had[0] === 0, had[1] === 0),
      text: `A common code is issued to a customer once; ${numberText(had, 'issued to this customer')}.`,
    };
  }),
  say: () => 'You have got this code before, and each customer gets it once.',
});

const customerLimitRule = rule({
  id: 'customerLimit',
  field: 'maxVouchersPerUser',
  engineCodes: [621, 5002],
  apiCodes: [709],
  check: forNewCoupons(
    ifSeveral(({ series: { values }, possible: { had } }) => {
      const limit = limitOf(values.maxVouchersPerUser);
      if (limit === 'unreadable') return unreadable('maxVouchersPerUser');
      if (limit === null) return pass('No limit.');
      return {
        outcome: limit === 0 ? 'fail' : agree(had[0] < limit, had[1] < limit),
        text: `At most ${formatNumber(limit)}; ${numberText(had, 'issued to this customer')}.`,
        assumes: 'Used and expired coupons count as well.',
      };
    }),
  ),
  say: () => 'You have got as many coupons of the offer as each customer can.',
});

/** The first moment at which the gap is over in each possible zone of the store; null if there is none. */
export function issueGapOver({ series: { values }, possible, facts }: IssuanceInput): number | null {
  const gap = valueOrNull(values.minDaysBetweenVouchers);
  const last = possible.lastIssue[1];
  if (gap === null || last === -Infinity) return null;
  return Math.max(...facts.storeZones.map((zone) => startOfDay(addDays(dayOf(last, zone), gap), zone)));
}

const gapRule = rule({
  id: 'issueGap',
  field: 'minDaysBetweenVouchers',
  engineCodes: [620],
  apiCodes: [709],
  fact: 'moment',
  check: forNewCoupons(
    ifSeveral(({ series: { values }, possible: { lastIssue, moment }, facts: { storeZones } }) => {
      const gap = limitOf(values.minDaysBetweenVouchers);
      if (lastIssue[1] === -Infinity) return pass('The customer has had no coupon of the series.');
      if (gap === 'unreadable') return unreadable('minDaysBetweenVouchers');
      if (gap === null || gap === 0) return pass('No gap.');
      const since = (last: number, zone: string) =>
        last === -Infinity ? Infinity : dayDistance(dayOf(last, zone), dayOf(moment, zone));
      const outcome = agree(...storeZones.flatMap((zone) => lastIssue.map((last) => since(last, zone) >= gap)));
      const byHours = agree(...lastIssue.map((last) => moment - last >= gap * DAY));
      const known =
        lastIssue[0] === -Infinity
          ? 'the last issue is not known'
          : `last on ${formatInstant(lastIssue[1], storeZones[0])}`;
      return gapFinding(gap, `${days(gap)} between two coupons of a customer; ${known}.`, outcome, byHours);
    }),
  ),
  say: (input) => {
    const from = issueGapOver(input);
    return from === null
      ? 'You got a coupon of the offer too recently.'
      : `The next coupon can come from ${formatDay(dayOf(from, input.facts.storeZones[0]))}.`;
  },
});

/** All rules of issuing. The order of the engine is not known. */
export const ISSUANCE_CHECKS: readonly IssuanceRule[] = [
  overRule,
  lastDayRule,
  startRule,
  storeRule,
  heldRule,
  commonCodeRule,
  customerLimitRule,
  gapRule,
  exclusionRule,
  totalRule,
  codesRule,
];

/** What a customer who is not refused gets. */
export type Issued = 'new' | 'again' | 'either';

interface CheckedIssuanceRule extends Finding {
  readonly rule: IssuanceRule;
  readonly field: FieldKey;
}

export interface IssuanceCheck {
  readonly verdict: Outcome;
  readonly issued: Issued;
  readonly rules: readonly CheckedIssuanceRule[];
}

export function checkIssuance(input: IssuanceInput): IssuanceCheck {
  const rules = ISSUANCE_CHECKS.map((entry) => ({ rule: entry, field: entry.field, ...entry.check(input) }));
  const has = (outcome: Outcome) => rules.some((checked) => checked.outcome === outcome);
  const again = isSentAgain(input);
  return {
    verdict: has('fail') ? 'fail' : has('unknown') ? 'unknown' : 'pass',
    issued: again.every(Boolean) ? 'again' : again.includes(true) ? 'either' : 'new',
    rules,
  };
}
