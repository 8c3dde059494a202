import type { Json, JsonObject } from '#values/json.ts';
import { FIELDS } from './field-table.ts';
import { invalidInput, Refusal } from './refusal.ts';
import { plain } from './wire-values.ts';

const isMissing = (value: Json | undefined) => value === undefined || value === null;

const REQUIRED = [...FIELDS].flatMap(([key, { whenOmitted }]) =>
  whenOmitted === 'refused' && key !== 'seriesCode' ? key : [],
);

const CODE_TYPES = ['DISC_CODE', 'DISC_CODE_PIN', 'GENERIC'];

/** Refuses missing required fields. The order of the API's checks is unknown; this order is an assumption. */
export function checkRequired(sent: JsonObject): void {
  for (const key of REQUIRED) if (isMissing(sent[key])) throw new Refusal(400, 756, `${key} is mandatory to set`);
  if (isMissing(sent['seriesCode']) || sent['seriesCode'] === '')
    throw new Refusal(400, 753, 'Coupon series code cannot be empty');
}

/** Checks the series to be stored against its stored state and the organisation's other series. */
export function checkStored(next: JsonObject, before: JsonObject, others: readonly JsonObject[]): void {
  if (!CODE_TYPES.includes(plain(next['clientHandlingType'])))
    throw new Refusal(400, 108, 'invalid client handling type');

  const code = plain(next['seriesCode']);
  if (code.length > 20) throw invalidInput('series code cannot be longer than 20 characters');
  if (others.some((other) => other['seriesCode'] === code))
    throw new Refusal(400, 751, 'Coupon series code already exists');

  if (next['clientHandlingType'] === 'GENERIC') {
    const generic = next['genericCode'];
    if (generic === undefined || generic === '') throw new Refusal(400, 754, 'Generic code cannot be empty');
    if (others.some((other) => other['clientHandlingType'] === 'GENERIC' && other['genericCode'] === generic))
      throw new Refusal(400, 631, 'duplicate generic code');
  }

  const cap = Number(next['discountUpto']);
  if (cap < 0) throw invalidInput('discount_upto cannot be negative');
  if (cap > 0 && next['discountType'] === 'ABS')
    throw invalidInput('discount_upto cannot be used with discount type abs');

  // Older engines stored malformed texts. Assumption: the API accepts them if they are sent back unchanged.
  const exclusive = plain(next['mutualExclusiveSeriesIds']);
  if (exclusive !== before['mutualExclusiveSeriesIds'] && !isIds(exclusive))
    throw new Refusal(400, 756, 'Invalid value for mutual exclusive series ids');
  const range = plain(next['redemptionRange']);
  if (range !== before['redemptionRange'] && !isRange(range)) throw new Refusal(400, 506, 'invalid redemption range');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A JSON list of whole numbers; the engine's own default is the text "false". */
function isIds(text: string): boolean {
  if (text === '' || text === 'false') return true;
  const list = parse(text);
  return (
    Array.isArray(list) && list.every((id) => Number.isInteger(id) || (typeof id === 'string' && /^-?\d+$/.test(id)))
  );
}

/** An object with some of the three axes. Each is a number or a list, as numbers or as texts with commas. */
function isRange(text: string): boolean {
  if (text === '') return true;
  const range = parse(text);
  if (typeof range !== 'object' || range === null || Array.isArray(range)) return false;
  return Object.entries(range).every(
    ([axis, values]: [string, unknown]) =>
      ['dom', 'dow', 'hours'].includes(axis) &&
      (Array.isArray(values) ? values : [values]).every(
        (value) => Number.isInteger(value) || (typeof value === 'string' && /^-?\d+(\s*,\s*-?\d+)*$/.test(value)),
      ),
  );
}

const isRecord = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Refuses more than 1,000 categories. */
export function checkProducts(products: Json | undefined): void {
  if (isMissing(products)) return;
  if (!Array.isArray(products) || !products.every(isRecord))
    throw new Refusal(400, 400, 'Could not read JSON: productInfo is not a list');
  for (const { productType, productIds } of products) {
    if (!Array.isArray(productIds)) throw new Refusal(400, 400, 'Could not read JSON: productIds is not a list');
    if (productType === 'CATEGORY' && productIds.length > 1000)
      throw new Refusal(400, 400, 'more than 1000 category ids are not allowed');
  }
}

export function checkPlaces(places: Json | undefined): void {
  if (isMissing(places)) return;
  if (!Array.isArray(places) || !places.every(isRecord))
    throw new Refusal(400, 400, 'Could not read JSON: redemptionOrgEntityDetails is not a list');
}
