import type { Property } from '#catalogue/model/kinds.ts';
import { formatNumber } from '#values/number-format.ts';

/** Maximum length of a property's text in the vendor's own screens. The API does not seem to check it. */
export const LONGEST_PROPERTY = 500;

export interface RowIssue {
  readonly severity: 'error' | 'warning';
  readonly part: 'name' | 'value';
  readonly message: string;
}

export interface PropertyFacts {
  /** Names that the organisation has defined; empty if unknown. */
  readonly known: readonly string[];
  /** Names that have their own field, with its label. */
  readonly elsewhere: Readonly<Record<string, string>>;
}

/** The issues of each row, in the order of the rows. A row without issues has an empty list. */
export function propertyIssues(rows: readonly Property[], facts: PropertyFacts): readonly (readonly RowIssue[])[] {
  const known = new Set(facts.known);
  const firstByName = new Map<string, number>();
  const firstByFoldedName = new Map<string, number>();
  return rows.map(({ key, value }, index) => {
    const folded = key.trim().toLowerCase();
    const same = firstByName.get(key);
    const similar = firstByFoldedName.get(folded);
    if (same === undefined) firstByName.set(key, index);
    if (similar === undefined) firstByFoldedName.set(folded, index);
    return [...nameIssues(key, value, same, similar, known, facts.elsewhere), ...valueIssues(value)];
  });
}

const error = (message: string): readonly RowIssue[] => [{ severity: 'error', part: 'name', message }];
const warning = (message: string): readonly RowIssue[] => [{ severity: 'warning', part: 'name', message }];

function nameIssues(
  key: string,
  value: string,
  same: number | undefined,
  similar: number | undefined,
  known: ReadonlySet<string>,
  elsewhere: PropertyFacts['elsewhere'],
): readonly RowIssue[] {
  if (key.trim() === '')
    return error(value === '' ? 'This row is empty: name it, or remove it.' : 'This text needs a name.');
  if (Object.hasOwn(elsewhere, key))
    return error(`This name has a field of its own: “${elsewhere[key]}”. Write the text there.`);
  if (same !== undefined)
    return error(`“${key}” is already used in row ${same + 1}. Change the name, or remove a row.`);
  if (similar !== undefined) return warning(`Row ${similar + 1} has the same name, except for capitals or spaces.`);
  if (known.size === 0 || known.has(key))
    return key === key.trim() ? [] : warning('The name begins or ends with a space.');
  if (known.has(key.trim())) return warning(`Did you mean “${key.trim()}”? This name begins or ends with a space.`);
  return warning('The organisation has no property of this name, so it may not be saved.');
}

function valueIssues(value: string): readonly RowIssue[] {
  if (value.length <= LONGEST_PROPERTY) return [];
  const over = formatNumber(value.length - LONGEST_PROPERTY);
  return [
    {
      severity: 'warning',
      part: 'value',
      message: `${formatNumber(value.length)} characters, ${over} more than the vendor’s screens take. It is saved in full: check how it is shown, or shorten it.`,
    },
  ];
}

/** Known, unused names that contain the typed text; those that start with it first. */
export function suggestedNames(rows: readonly Property[], index: number, facts: PropertyFacts): readonly string[] {
  const used = new Set(rows.filter((_, row) => row !== index).map(({ key }) => key));
  const typed = (rows[index]?.key ?? '').trim().toLowerCase();
  const unused = facts.known.filter((name) => !used.has(name) && !Object.hasOwn(facts.elsewhere, name));
  const matches = unused.filter((name) => name.toLowerCase().includes(typed));
  const startsWithTyped = (name: string) => name.toLowerCase().startsWith(typed);
  return [...matches.filter(startsWithTyped), ...matches.filter((name) => !startsWithTyped(name))];
}
