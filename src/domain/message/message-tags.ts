import { type Dialect, TAG_NAMES, UNPROVEN_TAGS } from './message.ts';

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

/** Warnings for marketers, such as unpublished behaviour. */
const NOTES: Readonly<Record<string, string>> = {
  valid_days_from_create: 'Whether it prints days or a date is not published: send one to yourself first.',
};
const UNPROVEN_NOTE = 'Not proven to be filled in: send one to yourself first.';
const DATE_NOTE = 'How this format prints a date is not published: send one to yourself first.';

function tagOf(name: string, dialect: Dialect): Tag {
  // The short template has only one tag for a name, so the label needs no "older tag".
  if (dialect === 'short' && name === 'cust_name') return { name, label: 'Full name' };
  const [, format] = /^valid_till_date\.FORMAT_(\d)$/.exec(name) ?? [];
  if (format !== undefined) return { name, label: `Last day of the coupon, format ${format}`, note: DATE_NOTE };
  const note = UNPROVEN_TAGS.includes(name) ? UNPROVEN_NOTE : NOTES[name];
  return { name, label: LABELS[name] ?? name, ...(note === undefined ? {} : { note }) };
}

/** The tags to suggest, most useful first. */
export const tagsOf = (dialect: Dialect): readonly Tag[] => TAG_NAMES[dialect].map((name) => tagOf(name, dialect));

/** The tags whose name or label contains every typed word; names that start with the first word come first. */
export function matchTags(tags: readonly Tag[], query: string): readonly Tag[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = tags.filter(({ name, label }) => {
    const text = `${name} ${label}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const first = words[0] ?? '';
  const startsWithFirst = ({ name }: Tag) => name.toLowerCase().startsWith(first);
  return [...matches.filter(startsWithFirst), ...matches.filter((tag) => !startsWithFirst(tag))];
}

/** An unfinished tag at the caret. */
export interface OpenTag {
  /** Index of its first brace. */
  readonly from: number;
  readonly query: string;
}

const MAX_QUERY_LENGTH = 40;

/** The unfinished `{{…` that contains or ends at the caret, or null. */
export function openTagAt(text: string, caret: number): OpenTag | null {
  const from = text.lastIndexOf('{{', caret - 1);
  if (from === -1 || from + 2 > caret) return null;
  const query = text.slice(from + 2, caret);
  return query.length > MAX_QUERY_LENGTH || /[{}\n]/.test(query) ? null : { from, query: query.trimStart() };
}

/** The end of the text that a chosen tag replaces: it includes the rest of a tag around the caret. */
export function tagEnd(text: string, caret: number): number {
  const rest = /^[\w.()]*\s*\}{1,2}/.exec(text.slice(caret));
  return caret + (rest?.[0].length ?? 0);
}

export const tagText = (name: string) => `{{${name}}}`;
