import type { Values } from '#catalogue/catalogue.ts';
import { formatPlaces } from '#catalogue/format.ts';
import { isUnresolved, type Place, placeKey } from '#catalogue/model/kinds.ts';
import { memoizePair } from '#values/memoize-pair.ts';
import { formatMoney, formatNumber } from '#values/number-format.ts';
import { valueOrNull } from '../series/series.ts';
import { type PlaceIndex, placeName, placesAbove } from '../targets/place-coverage.ts';
import type { Between, CheckFacts } from './attempt.ts';
import { limitOf } from '../limits/limit-of.ts';
import { agree, type Outcome, pass, rule, type RuleInput, unreadable } from './redemption-rule.ts';

const billText = ([least, most]: Between, currency: string) =>
  least === most ? `the bill is ${formatMoney(least, currency)}` : 'the bill is not known';

export const minBillRule = rule({
  id: 'minBill',
  field: 'minBillAmount',
  engineCodes: [900, 606],
  apiCodes: [733],
  fact: 'bill',
  check: ({ series: { values }, possible: { bill }, facts: { currency } }) => {
    const least = limitOf(values.minBillAmount);
    if (least === 'unreadable') return unreadable('minBillAmount');
    if (least === null) return pass('No smallest bill.');
    return {
      outcome: agree(bill[0] >= least, bill[1] >= least),
      text: `${formatMoney(least, currency)} or more; ${billText(bill, currency)}.`,
    };
  },
  say: ({ series: { values }, facts: { currency } }) =>
    `It needs a bill of ${formatMoney(valueOrNull(values.minBillAmount) ?? 0, currency)} or more.`,
  loosened: ({ possible: { bill } }) => bill[0] || null,
});

export const maxBillRule = rule({
  id: 'maxBill',
  field: 'maxBillAmount',
  engineCodes: [901, 607],
  apiCodes: [733],
  fact: 'bill',
  check: ({ series: { values }, possible: { bill }, facts: { currency } }) => {
    const most = limitOf(values.maxBillAmount);
    if (most === 'unreadable') return unreadable('maxBillAmount');
    if (most === null) return pass('No largest bill.');
    return {
      outcome: agree(bill[0] <= most, bill[1] <= most),
      text: `${formatMoney(most, currency)} or less; ${billText(bill, currency)}.`,
    };
  },
  say: ({ series: { values }, facts: { currency } }) =>
    `It works on bills of ${formatMoney(valueOrNull(values.maxBillAmount) ?? 0, currency)} or less.`,
  loosened: ({ possible: { bill } }) => bill[1],
});

const LEVELS: readonly string[] = ['STORE', 'ZONE', 'CONCEPT'];

/** Whether a store or a till is one of `entries`, or in one of them. Assumption 9. A long list is read once. */
export const placeMatcher = memoizePair((entries: readonly Place[], places: PlaceIndex) => {
  const keys = new Set(entries.map(placeKey));
  const types = [...new Set(entries.map(({ type }) => type))];
  const isAnyTypeUnknown = types.some((type) => type !== 'TILL' && !LEVELS.includes(type));
  const tills = entries.filter(({ type }) => type === 'TILL').map(places);
  const storesOfTills = new Set(tills.map((till) => till?.parentId));
  return (place: Place): Outcome => {
    const chain = [place, ...placesAbove(place, places)];
    if (chain.some((above) => keys.has(placeKey(above)))) return 'pass';
    // The directory has the place and everything that contains it, so an entry of another level is known not to.
    const isChainKnown = chain.every((above) => above.type === 'CONCEPT' || places(above));
    const isAnyLevelOpen = !isChainKnown && types.some((type) => type !== place.type && LEVELS.includes(type));
    const isAnyTillInside = place.type !== 'TILL' && (tills.includes(undefined) || storesOfTills.has(place.id));
    return isAnyTypeUnknown || isAnyLevelOpen || isAnyTillInside ? 'unknown' : 'fail';
  };
});

export const oldPlaceMatcher = memoizePair((ids: readonly number[], places: PlaceIndex) =>
  placeMatcher(oldPlaces(ids), places),
);

const atPlace = (place: Place | null, { places }: CheckFacts) =>
  place === null ? 'the store is not known' : `the store is ${placeName(place, places)}`;

const sayPlace = ({ possible: { place }, facts }: RuleInput) =>
  place === null ? 'It does not work in this store.' : `It does not work in ${placeName(place, facts.places)}.`;

/** The entries of a list of ids of stores and tills, by type where the directory knows it. */
export const oldPlaces = (ids: readonly number[]): readonly Place[] =>
  ids.flatMap((id) => [
    { type: 'STORE', id },
    { type: 'TILL', id },
  ]);

export const oldPlacesRule = rule({
  id: 'oldPlaces',
  field: 'redeemAtStore',
  engineCodes: [624, 608],
  apiCodes: [735],
  fact: 'place',
  check: ({ series: { values }, possible: { place }, facts }) => {
    const ids = values.redeemAtStore;
    if (isUnresolved(ids)) return unreadable('redeemAtStore');
    if (ids.length === 0) return pass('Every store.');
    return {
      outcome: place === null ? 'unknown' : oldPlaceMatcher(ids, facts.places)(place),
      text: `${ids.length === 1 ? '1 place' : `${formatNumber(ids.length)} places`} of the old list; ${atPlace(place, facts)}.`,
    };
  },
  say: sayPlace,
  loosened: ({ series: { values }, possible: { place } }) =>
    place === null ? undefined : [...(valueOrNull(values.redeemAtStore) ?? []), place.id],
});

type SentPlaces = CheckFacts['sentPlaces'];

/** Assumption 9: the value that a save from here last sent counts, if the API does not return one. */
export function redeemPlaces(
  { redemptionOrgEntityDetails: stored }: Values,
  sent: SentPlaces,
): Values['redemptionOrgEntityDetails'] {
  return isUnresolved(stored) && stored.unresolved === 'notReturned' ? (sent ?? stored) : stored;
}

/** All places that a series names. */
export const namedPlaces = (values: Values, sent: SentPlaces): readonly Place[] => [
  ...(valueOrNull(redeemPlaces(values, sent)) ?? []),
  ...oldPlaces(valueOrNull(values.redeemAtStore) ?? []),
];

export const placesRule = rule({
  id: 'places',
  field: 'redemptionOrgEntityDetails',
  engineCodes: [624, 608],
  apiCodes: [735],
  fact: 'place',
  check: (input) => {
    const { possible, facts, series } = input;
    const entries = redeemPlaces(series.values, facts.sentPlaces);
    if (isUnresolved(entries))
      return entries.unresolved === 'notReturned'
        ? { outcome: 'unknown', text: 'The API does not return where the coupon works.' }
        : unreadable('redemptionOrgEntityDetails');
    const assumes = isUnresolved(series.values.redemptionOrgEntityDetails)
      ? { assumes: 'The API does not return the places: these were sent by the last save from here.' }
      : {};
    if (entries.length === 0) return { ...pass('Every store.'), ...assumes };
    return {
      outcome: possible.place === null ? 'unknown' : placeMatcher(entries, facts.places)(possible.place),
      text: `${formatPlaces(entries)}; ${atPlace(possible.place, facts)}.`,
      ...assumes,
    };
  },
  say: sayPlace,
  loosened: (input) => {
    const { place } = input.possible;
    const entries = valueOrNull(redeemPlaces(input.series.values, input.facts.sentPlaces));
    return place === null || entries === null ? undefined : [...entries, place];
  },
});
