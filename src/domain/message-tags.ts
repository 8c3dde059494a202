/** Which of the two texts: `resend` is `smsTemplate`, `short` is `shortSMSTemplate`. */
export type Dialect = 'resend' | 'short';

export interface Tag {
  /** Without its braces. */
  readonly name: string;
  readonly label: string;
  readonly note?: string;
}

const DATE_NOTE = 'How this format prints a date is not published: send one to yourself first.';
const dateTag = (n: number): Tag => ({
  name: `valid_till_date.FORMAT_${n}`,
  label: `Last day of the coupon, format ${n}`,
  note: DATE_NOTE,
});

/**
 * The tags that are filled in, as the vendor's own tests and published series have them; the first ones are those most messages
 * need. Tags of campaigns and reminders are not among them: when a coupon is sent again they are not resolved.
 */
const TAGS: Readonly<Record<Dialect, readonly Tag[]>> = {
  resend: [
    { name: 'voucher', label: 'Coupon code' },
    { name: 'first_name', label: 'First name' },
    { name: 'last_name', label: 'Last name' },
    { name: 'fullname', label: 'Full name' },
    ...[1, 2, 3, 4].map(dateTag),
    {
      name: 'valid_days_from_create',
      label: 'How long the coupon is valid',
      note: 'Whether it prints days or a date is not published: send one to yourself first.',
    },
    { name: 'offer_name', label: 'Name of the series' },
    { name: 'cust_name', label: 'Full name, older tag' },
    { name: 'full_name', label: 'Full name, another spelling' },
    ...[5, 6, 7, 8].map(dateTag),
  ],
  short: [
    { name: 'voucher_code', label: 'Coupon code' },
    { name: 'cust_name', label: 'Full name' },
  ],
};

export const tagsOf = (dialect: Dialect): readonly Tag[] => TAGS[dialect];

export const isKnownTag = (name: string, dialect: Dialect): boolean => TAGS[dialect].some((tag) => tag.name === name);

/** Tried by the vendor's own tests: with one of them in the text nothing is sent. */
const FAILS = new Set(['optout', 'voucher_code', 'firstname']);
export const stopsSending = (name: string): boolean => FAILS.has(name);

/** The tags in which every typed word occurs, by name or by label; names that start with it first. */
export function matchTags(tags: readonly Tag[], query: string): readonly Tag[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = tags.filter(({ name, label }) => {
    const text = `${name} ${label}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const first = words[0] ?? '';
  const begins = ({ name }: Tag) => name.toLowerCase().startsWith(first);
  return [...found.filter(begins), ...found.filter((tag) => !begins(tag))];
}

/** A tag somebody is in the middle of typing. */
export interface OpenTag {
  /** Where its braces begin. */
  readonly from: number;
  readonly query: string;
}

const LONGEST_QUERY = 40;

/** The unfinished `{{…` that the caret stands in or right behind, if any. */
export function openTagAt(text: string, caret: number): OpenTag | null {
  const from = text.lastIndexOf('{{', caret - 1);
  if (from === -1 || from + 2 > caret) return null;
  const query = text.slice(from + 2, caret);
  return query.length > LONGEST_QUERY || /[{}\n]/.test(query) ? null : { from, query: query.trimStart() };
}

/** Which stretch of the text a chosen tag takes the place of: what was typed of it, and what is left of one it stands in. */
export function tagEnd(text: string, caret: number): number {
  const rest = /^[\w.()]*\s*\}{1,2}/.exec(text.slice(caret));
  return caret + (rest?.[0].length ?? 0);
}

export const tagText = (name: string) => `{{${name}}}`;
