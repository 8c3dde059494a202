/** What the header of a column says about its values, for a list of certain entry types. */
export type HeaderMeaning =
  /** Ids or codes of the entries: "Store code", "Item No.". */
  | 'entryId'
  /** The entries: "Store", "SKU". */
  | 'entry'
  /** Ids or codes of anything: "Code". */
  | 'id'
  | 'unknown'
  /** Names, descriptions, cities. */
  | 'label'
  /** Amounts, dates, telephone numbers. */
  | 'measure'
  /** Entries of other types: "Store id" in a list of SKUs. */
  | 'otherEntry';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/u));

const TYPE_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  SKU: words('sku product item inventory article material ean upc gtin isbn barcode plu style variant mpn'),
  CATEGORY: words('category subcategory department'),
  BRAND: words('brand manufacturer'),
  ATTRIBUTE: words('attribute'),
  CONCEPT: words('concept banner entity org place'),
  ZONE: words('zone region entity org place'),
  STORE: words('store shop outlet branch location site showroom entity org place'),
  TILL: words('till pos register terminal entity org place'),
  SERIES: words('series coupon voucher offer'),
};
const ID_WORDS = words('id code no nr num number key ref reference identifier');
const LABEL_WORDS = words(
  'name title label description desc city town state country address street status type manager contact email mail url note notes remark remarks comment comments colour color',
);
const MEASURE_WORDS = words(
  'qty quantity price mrp amount stock unit area sq sqft sqm ft feet m2 staff headcount sale sold net gross revenue value cost discount margin total sum count pin pincode zip postcode phone mobile tel date day month year time opened tax gst hsn vat weight size volume width height length rank percent percentage rate inr rs usd eur',
);
const FILLERS = words('of the in per and a an all our new old internal external public unique');

const typeWords = (types: readonly string[]) => types.flatMap((type) => [...(TYPE_WORDS[type] ?? [])]);
const ALL_TYPE_WORDS = new Set(typeWords(Object.keys(TYPE_WORDS)));
const KNOWN = new Set([...ALL_TYPE_WORDS, ...ID_WORDS, ...LABEL_WORDS, ...MEASURE_WORDS, ...FILLERS]);

/** "storeIDs", "STORE_ID" and "storeid" are all the words "store" and "id". */
function wordsOf(header: string): readonly string[] {
  return header
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .flatMap((word) => {
      const [, first = '', id = ''] = /^(.+)(ids?|codes?|no|number)$/u.exec(word) ?? [];
      return ALL_TYPE_WORDS.has(first) ? [first, singular(id)] : [singular(word)];
    });
}

function singular(word: string): string {
  if (KNOWN.has(word)) return word;
  const known = [word.replace(/ies$/u, 'y'), word.replace(/es$/u, ''), word.replace(/s$/u, '')];
  return known.find((candidate) => KNOWN.has(candidate)) ?? word;
}

/** Returns the meaning of a header in a list of entries of these types. */
export function headerMeaning(header: string, types: readonly string[]): HeaderMeaning {
  const all = wordsOf(header);
  const has = (known: ReadonlySet<string>) => all.some((word) => known.has(word));
  if (has(MEASURE_WORDS)) return 'measure';
  if (has(LABEL_WORDS)) return 'label';
  if (has(new Set(typeWords(types)))) return has(ID_WORDS) ? 'entryId' : 'entry';
  if (has(ALL_TYPE_WORDS)) return 'otherEntry';
  return has(ID_WORDS) ? 'id' : 'unknown';
}

/** Whether a text consists of words of headers only, one of which names entries or ids. "Store 12" does not. */
export function isHeader(text: string): boolean {
  const all = wordsOf(text);
  return all.every((word) => KNOWN.has(word)) && all.some((word) => ALL_TYPE_WORDS.has(word) || ID_WORDS.has(word));
}
