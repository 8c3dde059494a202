/** Which of the two texts: `resend` is `smsTemplate`, `short` is `shortSMSTemplate`. */
export type Dialect = 'resend' | 'short';

const date = (n: number) => `valid_till_date.FORMAT_${n}`;

/**
 * The tags that are filled in, as the vendor's own tests and published series have them. Tags of campaigns and reminders are not
 * among them: when a coupon is sent again they are not resolved.
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

/** Tried by the vendor's own tests: with one of them in the text nothing is sent. */
const FAILS = new Set(['optout', 'voucher_code', 'firstname']);
export const stopsSending = (name: string): boolean => FAILS.has(name);

/** A name counts as it stands: only tags without spaces inside were ever seen filled in. Nothing in the pattern repeats inside a repeat, so any text is quick. */
const TAG = /\{\{([^{}]*)\}\}/g;

export interface MessagePart {
  /** As it stands in the template. */
  readonly raw: string;
  /** As one customer might read it. */
  readonly text: string;
  /** `sample`: stands in for what each customer gets; `unknown`: a tag we know no value for. */
  readonly type: 'plain' | 'sample' | 'unknown';
}

/** What stands in for tags, by name; a tag without a sample of its own shows its name. */
export type Samples = Readonly<Record<string, string>>;

/** A template cut into text and tags. Put together, the `raw` parts are the template. */
export function messageParts(
  template: string,
  samples: Samples = {},
  dialect: Dialect = 'resend',
): readonly MessagePart[] {
  const parts: MessagePart[] = [];
  const plain = (raw: string) => raw !== '' && parts.push({ raw, text: raw, type: 'plain' });
  let from = 0;
  for (const match of template.matchAll(TAG)) {
    plain(template.slice(from, match.index));
    const [raw, name = ''] = match;
    const known = TAG_NAMES[dialect].includes(name);
    const text = known && Object.hasOwn(samples, name) ? (samples[name] ?? raw) : raw;
    parts.push({ raw, text, type: known ? 'sample' : 'unknown' });
    from = match.index + raw.length;
  }
  plain(template.slice(from));
  return parts;
}

/** The name in a tag's braces. */
const tagName = (raw: string) => raw.slice(2, -2);

/** The tags nobody is known to fill in, each once, without braces. */
export function unknownTags(template: string, dialect: Dialect = 'resend'): readonly string[] {
  const unknown = messageParts(template, {}, dialect).filter(({ type }) => type === 'unknown');
  return [...new Set(unknown.map(({ raw }) => tagName(raw)))];
}

export const fillTags = (parts: readonly MessagePart[]) => parts.map(({ text }) => text).join('');
