import { type FieldKey, isFieldKey } from '#catalogue/catalogue.ts';

/** Codes that speak of one field whatever their text says: the API's own and those of the engine behind it. */
const BY_CODE: Readonly<Record<number, FieldKey>> = {
  108: 'clientHandlingType',
  109: 'anyUser',
  505: 'mutualExclusiveSeriesIds',
  506: 'redemptionRange',
  626: 'maxCreate',
  630: 'seriesCode',
  631: 'genericCode',
  634: 'seriesCode',
  635: 'ownerValidity',
  641: 'validTillDate',
  751: 'seriesCode',
  752: 'seriesCode',
  753: 'seriesCode',
  754: 'genericCode',
};

/** What the general codes (629, 640, 756, 400) say in words. The first that fits counts. */
const BY_TEXT: readonly (readonly [RegExp, FieldKey])[] = [
  [/mutual(ly)?[ _-]?exclusi/i, 'mutualExclusiveSeriesIds'],
  [/discount[ _]upto/i, 'discountUpto'],
  [/client handling type/i, 'clientHandlingType'],
  [/series code/i, 'seriesCode'],
  [/generic code/i, 'genericCode'],
  [/redemption range/i, 'redemptionRange'],
  [/category ids|productIds|product/i, 'productInfo'],
  [/owner validity/i, 'ownerValidity'],
  [/owner id/i, 'ownerId'],
  [/campaign id/i, 'campaignId'],
  [/series type/i, 'seriesType'],
  [/owned by/i, 'ownedBy'],
];

/** The field an error of the real API speaks of: it names none of its own. Null where neither code nor text tells. */
export function fieldOfError(code: number, message: string): FieldKey | null {
  // Only names of two words: "id" and "tag" are also plain English.
  const named = message.match(/\b[a-z]+[A-Z]\w*\b/g)?.find(isFieldKey);
  return BY_CODE[code] ?? named ?? BY_TEXT.find(([text]) => text.test(message))?.[1] ?? null;
}
