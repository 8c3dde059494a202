import { type Dialect, isKnownTag } from './message-tags.ts';

const TAG = /\{\{\s*([^{}]*?)\s*\}\}/g;

export interface MessagePart {
  /** As it stands in the template. */
  readonly raw: string;
  /** As one customer might read it. */
  readonly text: string;
  /** `sample`: stands in for what each customer gets; `unknown`: a tag we know no value for. */
  readonly is: 'plain' | 'sample' | 'unknown';
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
  const plain = (raw: string) => raw !== '' && parts.push({ raw, text: raw, is: 'plain' });
  let from = 0;
  for (const match of template.matchAll(TAG)) {
    plain(template.slice(from, match.index));
    const [raw, name = ''] = match;
    const known = isKnownTag(name, dialect);
    const text = known && Object.hasOwn(samples, name) ? (samples[name] ?? raw) : raw;
    parts.push({ raw, text, is: known ? 'sample' : 'unknown' });
    from = match.index + raw.length;
  }
  plain(template.slice(from));
  return parts;
}

/** The name in a tag's braces. */
export const tagName = (raw: string) => raw.slice(2, -2).trim();

/** The tags nobody is known to fill in, each once, without braces. */
export function unknownTags(template: string, dialect: Dialect = 'resend'): readonly string[] {
  const unknown = messageParts(template, {}, dialect).filter(({ is }) => is === 'unknown');
  return [...new Set(unknown.map(({ raw }) => tagName(raw)))];
}

export const filledIn = (parts: readonly MessagePart[]) => parts.map(({ text }) => text).join('');
