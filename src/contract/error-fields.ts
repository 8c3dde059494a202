import { type FieldKey, isFieldKey } from '#catalogue/catalogue.ts';

/** Codes that always mean one field: the API's own and those of its engine. */
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

/** Messages of the general codes (629, 640, 756, 400). The first match wins. */
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

/** The field that an error of the real API means: it sends no field name. Null if neither code nor text says. */
export function fieldOfError(code: number, message: string): FieldKey | null {
  // Only camel-case names: "id" and "tag" are also English words.
  const named = message.match(/\b[a-z]+[A-Z]\w*\b/g)?.find(isFieldKey);
  return BY_CODE[code] ?? named ?? BY_TEXT.find(([text]) => text.test(message))?.[1] ?? null;
}
