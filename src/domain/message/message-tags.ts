import { type Dialect, TAG_NAMES } from './message.ts';

export interface Tag {
  /** Without its braces. */
  readonly name: string;
  readonly label: string;
  readonly note?: string;
}

const LABELS: Readonly<Record<string, string>> = {
  voucher: 'Coupon code',
  first_name: 'First name',
  last_name: 'Last name',
  fullname: 'Full name',
  valid_days_from_create: 'How long the coupon is valid',
  offer_name: 'Name of the series',
  cust_name: 'Full name, older tag',
  full_name: 'Full name, another spelling',
  voucher_code: 'Coupon code',
};

/** What a marketer should know before choosing it, such as what nobody published. */
const NOTES: Readonly<Record<string, string>> = {
  valid_days_from_create: 'Whether it prints days or a date is not published: send one to yourself first.',
};
const DATE_NOTE = 'How this format prints a date is not published: send one to yourself first.';

function tagOf(name: string, dialect: Dialect): Tag {
  // The only name the short one knows.
  if (dialect === 'short' && name === 'cust_name') return { name, label: 'Full name' };
  const [, format] = /^valid_till_date\.FORMAT_(\d)$/.exec(name) ?? [];
  if (format !== undefined) return { name, label: `Last day of the coupon, format ${format}`, note: DATE_NOTE };
  const note = NOTES[name];
  return { name, label: LABELS[name] ?? name, ...(note === undefined ? {} : { note }) };
}

/** The tags to offer, those most messages need first. */
export const tagsOf = (dialect: Dialect): readonly Tag[] => TAG_NAMES[dialect].map((name) => tagOf(name, dialect));

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
