import { FIELD_KEYS, type FieldKey, fieldOf, sectionOf } from '#catalogue/catalogue.ts';
import type { Gates } from '#catalogue/model/gates.ts';
import { isVisible } from './series/visibility.ts';

export interface FoundField {
  readonly field: FieldKey;
  readonly label: string;
  /** As the API has it: `targetUserDetails.validMaxUserTransactionLimit`. */
  readonly apiName: string;
  readonly section: string;
  /** Why it is not shown now, as a sentence without its subject; null where it is shown. */
  readonly hidden: string | null;
}

const all: readonly Omit<FoundField, 'hidden'>[] = FIELD_KEYS.map((field) => {
  const { label, path } = fieldOf(field);
  return { field, label, apiName: path.join('.'), section: sectionOf(field).label };
});

export const typedWords = (query: string): readonly string[] => query.toLowerCase().split(/\s+/).filter(Boolean);

/** How well a field answers: by its label first, then by its name in the API, then by its section. */
function rank({ label, apiName }: Omit<FoundField, 'hidden'>, words: readonly string[]): number {
  const whole = words.join(' ');
  const text = label.toLowerCase();
  if (text.startsWith(whole) || apiName.toLowerCase() === whole) return 0;
  if (words.every((word) => ` ${text}`.includes(` ${word}`))) return 1;
  if (words.every((word) => text.includes(word))) return 2;
  if (words.every((word) => apiName.toLowerCase().includes(word))) return 3;
  return 4;
}

/**
 * The fields in which every typed word occurs, in label, API name or section; best answers first, else in the order of the page.
 * Fields that do not apply now are found too, with the reason.
 */
export function findFields(query: string, gates: Gates): readonly FoundField[] {
  const words = typedWords(query);
  return all
    .filter(({ label, apiName, section }) => {
      const text = `${label} ${apiName} ${section}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .map((found) => ({ found, at: rank(found, words) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ found }) => ({
      ...found,
      hidden: isVisible(found.field, gates) ? null : (fieldOf(found.field).whenText ?? 'does not apply now'),
    }));
}
