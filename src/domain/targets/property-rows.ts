import type { Property } from '#catalogue/model/kinds.ts';
import { formatNumber } from '#values/number-format.ts';

/** What the vendor's own screens take of a property's text. The API was not seen to check. */
export const LONGEST_PROPERTY = 500;

export interface RowIssue {
  readonly severity: 'error' | 'warning';
  readonly part: 'name' | 'value';
  readonly message: string;
}

export interface PropertyFacts {
  /** Names the organisation has set up; empty where that is not known. */
  readonly known: readonly string[];
  /** Names that have a field of their own, with its label. */
  readonly elsewhere: Readonly<Record<string, string>>;
}

/** What is to be said about each row, in the order of the rows. A row without anything to say has an empty list. */
export function propertyIssues(rows: readonly Property[], facts: PropertyFacts): readonly (readonly RowIssue[])[] {
  const known = new Set(facts.known);
  const first = new Map<string, number>();
  const firstAlike = new Map<string, number>();
  return rows.map(({ key, value }, index) => {
    const alike = key.trim().toLowerCase();
    const same = first.get(key);
    const near = firstAlike.get(alike);
    if (same === undefined) first.set(key, index);
    if (near === undefined) firstAlike.set(alike, index);
    return [...nameRemarks(key, value, same, near, known, facts.elsewhere), ...valueRemarks(value)];
  });
}

const error = (message: string): readonly RowIssue[] => [{ severity: 'error', part: 'name', message }];
const warning = (message: string): readonly RowIssue[] => [{ severity: 'warning', part: 'name', message }];

function nameRemarks(
  key: string,
  value: string,
  same: number | undefined,
  near: number | undefined,
  known: ReadonlySet<string>,
  elsewhere: PropertyFacts['elsewhere'],
): readonly RowIssue[] {
  if (key.trim() === '')
    return error(value === '' ? 'This row is empty: name it, or remove it.' : 'This text needs a name.');
  if (Object.hasOwn(elsewhere, key))
    return error(`This name has a field of its own: “${elsewhere[key]}”. Write the text there.`);
  if (same !== undefined)
    return error(`“${key}” stands in row ${same + 1} already. A name can be used once: change it, or remove a row.`);
  if (near !== undefined) return warning(`Row ${near + 1} has the same name but for capitals or spaces.`);
  if (known.size === 0 || known.has(key))
    return key === key.trim() ? [] : warning('The name begins or ends with a space.');
  if (known.has(key.trim())) return warning(`Did you mean “${key.trim()}”? This name begins or ends with a space.`);
  return warning('The organisation has no property of this name, so it may not be saved.');
}

function valueRemarks(value: string): readonly RowIssue[] {
  if (value.length <= LONGEST_PROPERTY) return [];
  const over = formatNumber(value.length - LONGEST_PROPERTY);
  return [
    {
      severity: 'warning',
      part: 'value',
      message: `${formatNumber(value.length)} characters, ${over} more than the vendor’s screens take. It is kept in full; check how it is shown, or shorten it.`,
    },
  ];
}

/** Known names that are not used yet and fit what is typed, those that start with it first. */
export function suggestedNames(rows: readonly Property[], index: number, facts: PropertyFacts): readonly string[] {
  const used = new Set(rows.filter((_, at) => at !== index).map(({ key }) => key));
  const typed = (rows[index]?.key ?? '').trim().toLowerCase();
  const free = facts.known.filter((name) => !used.has(name) && !Object.hasOwn(facts.elsewhere, name));
  const fits = free.filter((name) => name.toLowerCase().includes(typed));
  const starts = (name: string) => name.toLowerCase().startsWith(typed);
  return [...fits.filter(starts), ...fits.filter((name) => !starts(name))];
}
