import type { Values } from '#catalogue/catalogue.ts';
import { formatDay } from '#values/date-format.ts';
import { dayOf } from '#values/zone.ts';
import { DAY } from '#values/durations.ts';
import { ownAffix } from '../discount/affix.ts';
import { couponEnd } from '../lifetime/expiry.ts';
import { type Samples, TAG_NAMES } from './message.ts';
import { type EvaluationContext, valueOrNull } from '../series/series.ts';

/** Length of a sample code if the organisation's default decides. */
const DEFAULT_LENGTH = 8;
const LETTERS = 'K7M2QX9A4TRW6BHD';
const DIGITS = '4820731596';

/** A made-up code in the format of the series, or its common code. */
function sampleCode(values: Values): string {
  const type = valueOrNull(values.clientHandlingType);
  const common = valueOrNull(values.genericCode);
  if (type === 'GENERIC' && common) return common;
  const length = valueOrNull(values.randomCodeLength) ?? DEFAULT_LENGTH;
  const alphabet = valueOrNull(values.alphaNumeric) === false ? DIGITS : LETTERS;
  const core = alphabet.repeat(3).slice(0, Math.max(1, Math.min(length, 40)));
  if (type !== 'DISC_CODE') return core;
  return ownAffix(values, 'prefix') + core + ownAffix(values, 'suffix');
}

/**
 * Sample values for a message sent today: a made-up person, with the code, last day and name of this series.
 */
export function sampleData(values: Values, { now, clusterZone }: EvaluationContext): Samples {
  const today = dayOf(now, clusterZone);
  const end = couponEnd(values, today, clusterZone);
  const code = sampleCode(values);
  const days = end === null ? 30 : Math.max(0, Math.round((Date.parse(end) - Date.parse(today)) / DAY));
  // The pattern of each FORMAT_n is not published. This one has an average length.
  const date = formatDay(end ?? '2026-11-29').replace(/^\S+ /, '');
  const dates = TAG_NAMES.resend.filter((name) => name.startsWith('valid_till_date.'));
  return {
    first_name: 'Asha',
    last_name: 'Rao',
    fullname: 'Asha Rao',
    full_name: 'Asha Rao',
    cust_name: 'Asha Rao',
    voucher: code,
    voucher_code: code,
    valid_days_from_create: String(days),
    offer_name: valueOrNull(values.description) || 'this offer',
    ...Object.fromEntries(dates.map((name) => [name, date])),
  };
}
