import { FIELD_KEYS, type FieldKey } from '#catalogue/catalogue.ts';
import { addDays, startOfDay } from '#values/zone.ts';
import type { HistoryFilter } from '../../api/history-queries.ts';

/** The filter of a history in its URL. */
export interface HistorySearch {
  /** The id of a person. */
  readonly person?: string | undefined;
  readonly field?: FieldKey | undefined;
  /** The first and the last day, in the viewer's zone. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const dayIn = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;

/** Reads the URL. A value that does not exist counts as none. */
export function readHistorySearch(search: Readonly<Record<string, unknown>>): HistorySearch {
  const { person, field, from, to } = search;
  return {
    // The router parses a number.
    person: typeof person === 'string' || typeof person === 'number' ? String(person).slice(0, 100) : undefined,
    field: FIELD_KEYS.find((key) => key === field),
    from: dayIn(from),
    to: dayIn(to),
  };
}

/** The filter as moments: the days begin and end in the viewer's zone. */
export function filterOf({ person, field, from, to }: HistorySearch, zone: string): HistoryFilter {
  const startOf = (day: string) => new Date(startOfDay(day, zone)).toISOString();
  return {
    person,
    field,
    from: from === undefined ? undefined : startOf(from),
    to: to === undefined ? undefined : startOf(addDays(to, 1)),
  };
}
