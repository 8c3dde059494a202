import { Readable } from 'node:stream';
import type { JsonObject } from '#values/json.ts';
import { LIST_COLUMNS, type ListColumn } from '#contract/endpoint-constants.ts';
import type { Settings } from '#contract/settings-endpoints.ts';
import { cappedDiscountText } from '#domain/discount/capped-discount-text.ts';
import { seriesEnd } from '#domain/lifetime/expiry.ts';
import { type Status, STATUS_LABELS, statusOf } from '#domain/lifetime/status.ts';
import { decodeSeries } from '#domain/series/series-codec.ts';
import { type Series, valueOrNull } from '#domain/series/series.ts';
import { gatesOf } from '#domain/series/visibility.ts';
import { BYTE_ORDER_MARK, csvText } from '../http/csv.ts';
import type { ListedPage } from './series-source.ts';

interface CsvContext {
  readonly settings: Settings;
  /** Epoch ms; statuses hold then. */
  readonly now: number;
}

type Cell = (series: Series, context: CsvContext & { readonly status: Status }) => string | number | null;
type Cells = Readonly<Record<string, Cell>>;

const ALWAYS: Cells = {
  'Series id': ({ values }) => valueOrNull(values.id),
  Name: ({ values }) => valueOrNull(values.description)?.trim() ?? null,
  'POS code': ({ values }) => valueOrNull(values.discountCode),
  Status: (_, { status }) => STATUS_LABELS[status.status],
  'Status reason': (_, { status }) => status.reason,
};
const BY_COLUMN: Readonly<Record<ListColumn, Cells>> = {
  until: { 'Valid until': ({ values }, { settings }) => seriesEnd(values, settings.clusterTimeZone)?.day ?? null },
  discount: {
    Discount: ({ values, wire }, { settings }) =>
      cappedDiscountText(values, {
        currency: settings.currency,
        zone: settings.timeZone,
        gates: gatesOf(values, wire),
      }),
  },
  figures: {
    Redeemed: ({ values }) => valueOrNull(values.numRedeemed),
    Issued: ({ values }) => valueOrNull(values.numIssued),
  },
  limit: {
    'Limit of coupons': ({ values }) => valueOrNull(values.maxCreate),
    'Limit of redemptions': ({ values }) => valueOrNull(values.maxRedeem),
  },
  changed: { 'Changed (UTC)': ({ values }) => utcOf(valueOrNull(values.lastUsed)) },
};

/** The API sends moments with the offset of its zone. */
const utcOf = (moment: string | null) => (moment === null ? null : new Date(moment).toISOString());

interface SeriesCsv extends CsvContext {
  readonly columns: readonly ListColumn[];
  /** Whether the rules were checked for all series. */
  readonly isChecked: boolean;
  readonly first: ListedPage;
  /** Reads the page after a cursor. */
  readonly read: (cursor: string) => Promise<ListedPage>;
}

/**
 * The rows of a list as a CSV file, read page by page while the client receives it. An error ends the connection, so
 * that no client takes a part for the whole.
 */
export function seriesCsv({ columns, isChecked, first, read, ...context }: SeriesCsv): Readable {
  const cells: Cells = Object.assign(
    {},
    ALWAYS,
    ...LIST_COLUMNS.filter((column) => columns.includes(column)).map((column) => BY_COLUMN[column]),
  );
  // A series that is saved meanwhile may be on two pages.
  const seen = new Set<unknown>();
  const rowOf = (wire: JsonObject, reasons: readonly string[]) => {
    const { clusterTimeZone: clusterZone, timeZone: storeZone } = context.settings;
    const series = decodeSeries(wire, clusterZone);
    const status = statusOf(series.values, { now: context.now, clusterZone, storeZone });
    return [
      ...Object.values(cells).map((cell) => String(cell(series, { ...context, status }) ?? '')),
      reasons.join(' '),
    ];
  };
  async function* chunks() {
    yield (
      BYTE_ORDER_MARK +
      csvText([[...Object.keys(cells), isChecked ? 'Needs attention' : 'Needs attention (not checked for all)']])
    );
    for (let page: ListedPage | null = first; page; page = page.next === null ? null : await read(page.next)) {
      const reasons = new Map(page.attention.map((each) => [each.id, each.reasons]));
      const fresh = page.items.filter(({ id }) => !seen.has(id));
      for (const { id } of fresh) seen.add(id);
      if (fresh.length > 0) yield csvText(fresh.map((wire) => rowOf(wire, reasons.get(Number(wire['id'])) ?? [])));
    }
  }
  return Readable.from(chunks(), { objectMode: false });
}
