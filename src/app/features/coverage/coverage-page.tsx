import { Table } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Print } from '#catalogue/format.ts';
import { PLACE_TYPES } from '#contract/endpoint-constants.ts';
import { COVERED_TYPES, LIST_FILTERS, type ListFilters, type ListTab } from '#contract/list-filters.ts';
import { cappedDiscountText } from '#domain/discount/capped-discount-text.ts';
import { seriesEnd } from '#domain/lifetime/expiry.ts';
import { scheduleOf } from '#domain/lifetime/schedule.ts';
import { type Series, valueOrNull } from '#domain/series/series.ts';
import { gatesOf } from '#domain/series/visibility.ts';
import { placeWord } from '#domain/targets/place-coverage.ts';
import { productWord } from '#domain/targets/product-coverage.ts';
import { type Schedule, nextWindows } from '#domain/windows/windows.ts';
import { INT32_MAX } from '#values/int32.ts';
import { formatDay } from '#values/date-format.ts';
import { addDays, dayOf, wallClock } from '#values/zone.ts';
import { useShownSettings } from '../../api/shown-settings.ts';
import { mayLackSeries, seriesListQuery, settingsQuery, type ShownSettings } from '../../api/series-queries.ts';
import { NotFoundPage } from '../../shell/not-found-page.tsx';
import { useEntry, useIsUnlisted } from '../../series/entity-names.ts';
import { UncheckedNotice } from '../../series/unchecked-notice.tsx';
import { CardSection } from '../../ui/card-section.tsx';
import cards from '../../ui/cards.module.css';
import { Notice } from '../../ui/notice.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { StackedTable } from '../../ui/stacked-table.tsx';
import { hotkeyText } from '../../ui/hotkeys.ts';
import { useNow } from '../../ui/use-now.ts';
import { usePageTitle } from '../../ui/use-page-title.ts';

const TYPES = [...COVERED_TYPES, ...PLACE_TYPES] as const;
const WEEK = 7;

/** Which offers work in a place or on a product, now and in the next week. */
export function CoveragePage() {
  const params = useParams({ from: '/covers/$type/$entry' });
  const type = TYPES.find((one) => one === params.type);
  const id = Number(params.entry);
  if (!type || !/^[1-9]\d{0,9}$/.test(params.entry) || id > INT32_MAX) return <NotFoundPage />;
  return <Coverage type={type} id={id} />;
}

function Coverage({ type, id }: { readonly type: (typeof TYPES)[number]; readonly id: number }) {
  const isPlace = PLACE_TYPES.some((one) => one === type);
  const entry = useEntry(type, id);
  const isUnlisted = useIsUnlisted(type, id);
  const word = isPlace ? placeWord(type) : productWord(type);
  const title = entry?.name ?? `${word} ${id}`;
  usePageTitle(title);
  const settings = useQuery(settingsQuery());
  const { data: shown } = useShownSettings();
  const now = useNow();
  const key = `${type}:${id}`;
  const filters = useMemo((): ListFilters => (isPlace ? { place: key } : { product: key }), [isPlace, key]);
  return (
    <Page>
      <PageHeader
        breadcrumb={<Link to="/series">Series</Link>}
        title={title}
        aside={<span className="secondary">{[word, entry?.code ?? id].join(' ')}</span>}
      />
      <div className={cards.column}>
        <QueryState query={settings} what="The settings">
          {() => {
            if (!shown) return null;
            if (shown.source === 'upstream')
              return (
                <Notice tone="warn" layout="panel">
                  {`The offers cannot be listed. ${LIST_FILTERS[isPlace ? 'place' : 'product'].unmirrored}`}
                </Notice>
              );
            if (entry === null)
              return (
                <Notice tone="warn" layout="panel">
                  {`The directory has no ${word.toLowerCase()} with the id ${id}. Check the id, or search for the name with ${hotkeyText('palette')}.`}
                </Notice>
              );
            const today = dayOf(now, shown.clusterTimeZone);
            const soon = { ...filters, starts: `${today}..${addDays(today, WEEK)}` };
            return (
              <>
                {isUnlisted && (
                  <Notice tone="warn" layout="panel">
                    {isPlace
                      ? 'The directory has no places. Only offers for every place and offers with this id are found, not those of its zone or concept.'
                      : 'The directory has no products. Only offers for all products and offers with this id are found, not those of its category or brand.'}
                  </Notice>
                )}
                <Offers title="Now" tab="live" filters={filters} settings={shown} now={now} />
                <Offers title="Starts within 7 days" tab="scheduled" filters={soon} settings={shown} now={now} />
              </>
            );
          }}
        </QueryState>
        <p className="tertiary">
          {isPlace
            ? 'An offer of a zone or a concept counts for its stores.'
            : 'One of several lists is enough here. The till decides about products: the check of a series says what is open.'}
        </p>
      </div>
    </Page>
  );
}

/** The check takes a store or a till, and any product. */
const checkSearch = ({ place, product }: ListFilters) => ({
  ...(place !== undefined && /^(STORE|TILL):/.test(place) && { place }),
  ...(product !== undefined && { product }),
});

interface OffersProps {
  readonly title: string;
  readonly tab: ListTab;
  readonly filters: ListFilters;
  readonly settings: ShownSettings;
  readonly now: number;
}

function Offers({ title, tab, filters, settings, now }: OffersProps) {
  const { clusterTimeZone: clusterZone } = settings;
  const query = useInfiniteQuery(seriesListQuery({ q: '', sort: 'validTill', tab, filters, clusterZone }));
  return (
    <QueryState query={query} what="The offers">
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        const isLacking = pages[0] !== undefined && mayLackSeries(pages[0], { sort: 'validTill', tab, filters });
        const isLater = (series: Series) => tab === 'live' && !isOpenNow(series, settings, now);
        const table = (label: string, offers: readonly Series[]) => (
          <StackedTable label={label} columns={['Offer', 'Discount', 'When', 'Until']}>
            {offers.map((series) => (
              <Offer key={Number(series.wire['id'])} series={series} filters={filters} settings={settings} now={now} />
            ))}
          </StackedTable>
        );
        const first = items.filter((series) => !isLater(series));
        const later = items.filter(isLater);
        return (
          <>
            <CardSection title={title}>
              {isLacking && <UncheckedNotice />}
              {first.length > 0 ? table(title, first) : <p className="secondary">No offer.</p>}
              {query.hasNextPage && (
                <Link to="/series" search={{ ...filters, tab }}>
                  All in the list
                </Link>
              )}
            </CardSection>
            {later.length > 0 && (
              <CardSection title="Live, at other days or hours">
                {table('Live, at other days or hours', later)}
              </CardSection>
            )}
          </>
        );
      }}
    </QueryState>
  );
}

/** Whether coupons can be redeemed at this hour. A redemption range that cannot be read may be open. */
function isOpenNow({ values }: Series, { clusterTimeZone, timeZone: zone }: ShownSettings, now: number): boolean {
  const schedule = scheduleOf(values, clusterTimeZone);
  const [next] = schedule ? nextWindows(schedule, { now, zone, count: 1 }) : [];
  return !schedule || (next !== undefined && next.start <= now);
}

function Offer({ series, filters, settings, now }: Omit<OffersProps, 'title' | 'tab'> & { readonly series: Series }) {
  const { values, wire } = series;
  const id = Number(wire['id']);
  const { timeZone: zone, clusterTimeZone, currency } = settings;
  const print: Print = { currency, zone, gates: gatesOf(values, wire) };
  const schedule = scheduleOf(values, clusterTimeZone);
  const end = seriesEnd(values, clusterTimeZone);
  return (
    <Table.Tr>
      <Table.Td>
        <Link to="/series/$id" params={{ id }}>
          {valueOrNull(values.description)?.trim() || `Series ${id}`}
        </Link>
      </Table.Td>
      <Table.Td data-label="Discount">{cappedDiscountText(values, print)}</Table.Td>
      <Table.Td data-label="When">
        {schedule ? whenText(schedule, now, zone) : 'Days and hours cannot be read'}
      </Table.Td>
      <Table.Td data-label="Until">{end ? formatDay(end.day) : 'No end'}</Table.Td>
      <Table.Td>
        <Link to="/series/$id/check" params={{ id }} search={checkSearch(filters)}>
          Check
        </Link>
      </Table.Td>
    </Table.Tr>
  );
}

/** When coupons can be redeemed next, in the zone of the stores. */
function whenText(schedule: Schedule, now: number, zone: string): string {
  const [next] = nextWindows(schedule, { now, zone, count: 1 });
  if (!next) return 'At no time';
  return next.start <= now ? 'Now' : `From ${wallClock(next.start, zone).format('ddd D MMM, HH:mm')}`;
}
