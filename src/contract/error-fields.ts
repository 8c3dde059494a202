import { EDITABLE_KEYS, FIELD_KEYS, type FieldKey, fieldOf } from '#catalogue/catalogue.ts';

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

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z\d.]/g, '');

/** Fields by the names that errors use. The first field of a name wins. */
const BY_NAME: ReadonlyMap<string, FieldKey> = (() => {
  const found = new Map<string, FieldKey>();
  const add = (key: FieldKey, names: readonly string[]) => {
    for (const name of names.map(plain)) if (!found.has(name)) found.set(name, key);
  };
  const addOwn = (key: FieldKey) => add(key, [key, fieldOf(key).path.join('.')]);
  EDITABLE_KEYS.forEach(addOwn);
  // `productIds` and `orgEntityId` are parts of a list.
  for (const key of EDITABLE_KEYS)
    for (const row of fieldOf(key).rows.request ?? []) add(key, [row, row.split('.').at(-1) ?? row]);
  FIELD_KEYS.forEach(addOwn);
  return found;
})();

/**
 * The field that a name means: a key of the catalogue, an API name, a path with a prefix, an index or a part of the
 * value (`CouponSeriesV2.productInfo[0].productIds`), or words (`max create`). Null if unknown.
 */
export function fieldNamed(text: string): FieldKey | null {
  const steps = plain(text.replaceAll(/\[\d+\]/g, ''))
    .split('.')
    .filter((step) => step !== '' && !/^\d+$/.test(step));
  for (let from = 0; from < steps.length; from += 1)
    for (let to = steps.length; to > from; to -= 1) {
      const key = BY_NAME.get(steps.slice(from, to).join('.'));
      if (key !== undefined) return key;
    }
  return null;
}

/** Names of at least three words, such as "max bill amount": shorter ones are also English phrases. */
const WORDS = EDITABLE_KEYS.map((key) => ({ key, words: key.split(/(?=[A-Z])/) }))
  .filter(({ words }) => words.length >= 3)
  .toSorted((a, b) => b.words.length - a.words.length)
  .map(({ key, words }) => [RegExp(`\\b${words.join('[ _-]?')}\\b`, 'i'), key] as const);

/**
 * The field that an error or a warning of the real API means: it sends no field name. Null if neither code nor text
 * says.
 */
export function fieldOfError(code: number | null, message: string): FieldKey | null {
  // Only names in camel case or with underscores: "id" and "tag" are also English words.
  const named = message.match(/\b[a-z]+(?:[A-Z]|_[a-z])[\w.]*/g)?.flatMap((each) => fieldNamed(each) ?? []);
  return (
    (code === null ? undefined : BY_CODE[code]) ??
    named?.[0] ??
    [...BY_TEXT, ...WORDS].find(([text]) => text.test(message))?.[1] ??
    null
  );
}
