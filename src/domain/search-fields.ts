import { type FieldKey, fieldOf, sections } from '#catalogue/catalogue.ts';
import type { Gates } from '#catalogue/model/gates.ts';
import { isVisible } from './series/visibility.ts';

export interface FoundField {
  readonly field: FieldKey;
  readonly label: string;
  /** Dotted path on the wire: `targetUserDetails.validMaxUserTransactionLimit`. */
  readonly apiName: string;
  readonly section: string;
  /** Why the field is hidden now, as a sentence without its subject; null if it is visible. */
  readonly hidden: string | null;
}

const allFields: readonly Omit<FoundField, 'hidden'>[] = sections.flatMap(({ keys, label: section }) =>
  keys.map((field) => {
    const { label, path } = fieldOf(field);
    return { field, label, apiName: path.join('.'), section };
  }),
);

export const typedWords = (query: string): readonly string[] => query.toLowerCase().split(/\s+/).filter(Boolean);

/** Rank of a match, 0 is best: the label counts most, then the API name, then the section. */
function rank({ label, apiName }: Omit<FoundField, 'hidden'>, words: readonly string[]): number {
  const phrase = words.join(' ');
  const text = label.toLowerCase();
  if (text.startsWith(phrase) || apiName.toLowerCase() === phrase) return 0;
  if (words.every((word) => ` ${text}`.includes(` ${word}`))) return 1;
  if (words.every((word) => text.includes(word))) return 2;
  if (words.every((word) => apiName.toLowerCase().includes(word))) return 3;
  return 4;
}

/**
 * The fields whose label, API name or section contain every typed word: best match first, then in the order of the
 * page. Includes hidden fields, with the reason.
 */
export function findFields(query: string, gates: Gates): readonly FoundField[] {
  const words = typedWords(query);
  return allFields
    .filter(({ label, apiName, section }) => {
      const text = `${label} ${apiName} ${section}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .map((match) => ({ match, rank: rank(match, words) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ match }) => ({
      ...match,
      hidden: isVisible(match.field, gates) ? null : (fieldOf(match.field).whenText ?? 'does not apply now'),
    }));
}
