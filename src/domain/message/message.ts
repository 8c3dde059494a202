/** The two templates: `resend` is `smsTemplate`, `short` is `shortSMSTemplate`. */
export type Dialect = 'resend' | 'short';

const date = (n: number) => `valid_till_date.FORMAT_${n}`;

/**
 * The tags that are filled in, by the vendor's own tests and published series. Tags of campaigns and reminders are
 * missing: they are not resolved when a coupon is sent again.
 */
export const TAG_NAMES: Readonly<Record<Dialect, readonly string[]>> = {
  resend: [
    'voucher',
    'first_name',
    'last_name',
    'fullname',
    ...[1, 2, 3, 4].map(date),
    'valid_days_from_create',
    'offer_name',
    'cust_name',
    'full_name',
    ...[5, 6, 7, 8].map(date),
  ],
  short: ['voucher_code', 'cust_name'],
};

/** Published texts contain these tags, but no test of the vendor shows that they are filled in. */
export const UNPROVEN_TAGS: readonly string[] = ['offer_name', 'full_name'];

/** By the vendor's own tests, a text with one of these tags is not sent. */
const BLOCKING_TAGS = new Set(['optout', 'voucher_code', 'firstname']);
export const stopsSending = (name: string): boolean => BLOCKING_TAGS.has(name);

/**
 * Names match exactly: only tags without spaces are known to be filled in. The pattern has no nested repeats, so
 * matching takes linear time.
 */
const TAG = /\{\{([^{}]*)\}\}/g;

export interface MessagePart {
  /** The text in the template. */
  readonly raw: string;
  /** The text for one sample customer. */
  readonly text: string;
  /** `sample`: a tag with a sample value. `unknown`: a tag that is not known to be filled in. */
  readonly type: 'plain' | 'sample' | 'unknown';
}

/** Sample values by tag name. A tag without a sample shows its name. */
export type Samples = Readonly<Record<string, string>>;

/** Splits a template into text and tags. The `raw` parts joined are the template. */
export function messageParts(
  template: string,
  samples: Samples = {},
  dialect: Dialect = 'resend',
): readonly MessagePart[] {
  const parts: MessagePart[] = [];
  const pushPlain = (raw: string) => raw !== '' && parts.push({ raw, text: raw, type: 'plain' });
  let from = 0;
  for (const match of template.matchAll(TAG)) {
    pushPlain(template.slice(from, match.index));
    const [raw, name = ''] = match;
    const known = TAG_NAMES[dialect].includes(name);
    const text = known && Object.hasOwn(samples, name) ? (samples[name] ?? raw) : raw;
    parts.push({ raw, text, type: known ? 'sample' : 'unknown' });
    from = match.index + raw.length;
  }
  pushPlain(template.slice(from));
  return parts;
}

/** The name in a tag's braces. */
const tagName = (raw: string) => raw.slice(2, -2);

/** The tags that are not known to be filled in, without duplicates and braces. */
export function unknownTags(template: string, dialect: Dialect = 'resend'): readonly string[] {
  const unknown = messageParts(template, {}, dialect).filter(({ type }) => type === 'unknown');
  return [...new Set(unknown.map(({ raw }) => tagName(raw)))];
}

export const fillTags = (parts: readonly MessagePart[]) => parts.map(({ text }) => text).join('');
