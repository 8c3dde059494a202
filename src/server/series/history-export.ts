import { Readable } from 'node:stream';
import { fieldOf } from '#catalogue/catalogue.ts';
import { formatValue } from '#catalogue/format.ts';
import type { HistoryEntry, HistoryPage } from '#contract/history-endpoints.ts';
import type { SettingsChange } from '#contract/settings-endpoints.ts';
import { entryDifferences, ORIGIN_TEXTS, OUTCOME_TEXTS } from '#domain/change/entry-versions.ts';
import { formatPreviousValue } from '#domain/change/previous-value.ts';
import { type Series, valueOrNull } from '#domain/series/series.ts';
import { gatesOf } from '#domain/series/visibility.ts';
import type { Database } from '../database/connect.ts';
import { BYTE_ORDER_MARK, csvText } from '../http/csv.ts';
import { type HistoryFilter, journalPage } from './journal-page.ts';

const PAGE = 100;

/** All entries that match, page by page while the client receives them. The first page is read at once: it may fail. */
async function pagesOf(db: Database, filter: HistoryFilter, actor: string): Promise<AsyncGenerator<HistoryPage>> {
  const read = (cursor?: string) => journalPage(db, { ...filter, limit: PAGE, cursor }, actor);
  const first = await read();
  async function* pages() {
    for (let page = first; ; page = await read(page.next)) {
      yield page;
      if (page.next === null) return;
    }
  }
  return pages();
}

/** The history as NDJSON: an entry in each line. An error ends the connection. */
export async function historyLines(db: Database, filter: HistoryFilter, actor: string): Promise<Readable> {
  const pages = await pagesOf(db, filter, actor);
  async function* chunks() {
    for await (const { entries } of pages) yield entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  }
  return Readable.from(chunks(), { objectMode: false });
}

const HEADINGS = [
  'At (UTC)',
  'Series',
  'Name',
  'By',
  'From',
  'Outcome',
  'Reason',
  'Field',
  'API name',
  'Before',
  'After',
];

interface CsvContext {
  readonly settings: SettingsChange;
  readonly actor: string;
}

/** The history as CSV: a row for each changed value, and one for an entry without any. An error ends the connection. */
export async function historyCsv(
  db: Database,
  filter: HistoryFilter,
  { settings, actor }: CsvContext,
): Promise<Readable> {
  const pages = await pagesOf(db, filter, actor);
  async function* chunks() {
    yield BYTE_ORDER_MARK + csvText([HEADINGS]);
    for await (const { entries } of pages)
      if (entries.length > 0) yield csvText(entries.flatMap((entry) => rowsOf(entry, settings)));
  }
  return Readable.from(chunks(), { objectMode: false });
}

function rowsOf(entry: HistoryEntry, { clusterTimeZone, timeZone: zone, currency }: SettingsChange): string[][] {
  const { at, seriesId, author, origin, state, changeReason } = entry;
  const { from, to, fields, sentOnly, others } = entryDifferences(entry, clusterTimeZone);
  const printOf = ({ values, wire }: Series) => ({ currency, zone, gates: gatesOf(values, wire) });
  const textOf = (field: (typeof fields)[number]) => formatValue(fieldOf(field).kind, to.values[field], printOf(to));
  const start = [
    at,
    String(seriesId),
    valueOrNull(to.values.description) ?? '',
    author ?? 'Script',
    ORIGIN_TEXTS[origin],
    OUTCOME_TEXTS[state],
  ];
  const changes = [
    ...fields.map((field) => [
      fieldOf(field).label,
      fieldOf(field).path.join('.'),
      formatPreviousValue(from, field, printOf(from)),
      textOf(field),
    ]),
    ...sentOnly.map((field) => [fieldOf(field).label, fieldOf(field).path.join('.'), 'not returned', textOf(field)]),
    ...others.map((other) => ['', other.key, JSON.stringify(other.from) ?? '', JSON.stringify(other.to) ?? '']),
  ];
  return (changes.length > 0 ? changes : [['', '', '', '']]).map((change) => [...start, changeReason ?? '', ...change]);
}
