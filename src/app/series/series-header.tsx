import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import type { Settings } from '#contract/settings-endpoints.ts';
import { valueOrNull, type Series } from '#domain/series/series.ts';
import { statusOf } from '#domain/lifetime/status.ts';
import { useLiveUpdates } from '../api/live-updates.ts';
import { useWhyNot } from '../api/session-query.ts';
import { lazyPart, nothing } from '../ui/lazy-part.tsx';
import { PageHeader, TabLink, Tabs } from '../ui/page.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { useNow } from '../ui/use-now.ts';
import { usePageTitle } from '../ui/use-page-title.ts';
import css from './series.module.css';

const OtherPeople = lazyPart(
  () => import('./other-people.tsx'),
  (module) => module.OtherPeople,
  { fallback: nothing },
);

/** Name, status, codes with copy buttons, and the tabs of a series. */
export function SeriesHeader({
  series,
  settings,
  page,
}: {
  series: Series;
  settings: Settings;
  /** The current page, for the title of the browser tab. */
  page: 'Overview' | 'Check a redemption' | 'History' | 'Edit';
}) {
  const title = valueOrNull(series.values.description) || `Series ${Number(series.wire['id'])}`;
  usePageTitle(`${title} · ${page}`);
  const now = useNow();
  const why = useWhyNot('edit');
  const live = useLiveUpdates();
  const { values, wire } = series;
  const id = Number(wire['id']);
  const codes = [
    ['Series', String(id)],
    ['POS code', valueOrNull(values.discountCode) ?? ''],
    [
      'Common code',
      valueOrNull(values.clientHandlingType) === 'GENERIC' ? (valueOrNull(values.genericCode) ?? '') : '',
    ],
  ].filter(([, code]) => code !== '') as [string, string][]; // `filter` loses the tuple type
  return (
    <PageHeader
      breadcrumb={
        // Not the current page, although its path begins the path of this one.
        <Link to="/series" activeOptions={{ exact: true }}>
          Series
        </Link>
      }
      title={title}
      beside={
        <span className="cluster">
          <StatusBadge
            {...statusOf(values, { now, clusterZone: settings.clusterTimeZone, storeZone: settings.timeZone })}
          />
          {live && (
            <Suspense>
              <OtherPeople id={id} live={live} zone={settings.timeZone} />
            </Suspense>
          )}
        </span>
      }
      aside={
        <span className={`cluster ${css.codes}`}>
          {codes.map(([label, code]) => (
            <span key={label} className="cluster">
              <span>{`${label} `}</span>
              <b translate="no">{code}</b>
              <CopyButton text={code} what={label} />
            </span>
          ))}
        </span>
      }
      tabs={
        <Tabs label="This series">
          <TabLink to="/series/$id" params={{ id }} activeOptions={{ exact: true }}>
            Overview
          </TabLink>
          <TabLink to="/series/$id/check" params={{ id }}>
            Check a redemption
          </TabLink>
          <TabLink to="/series/$id/history" params={{ id }}>
            History
          </TabLink>
          {/* The open page stays a tab, even if the user lost the right to edit. */}
          {(why === null || page === 'Edit') && (
            <TabLink to="/series/$id/edit" params={{ id }}>
              Edit
            </TabLink>
          )}
        </Tabs>
      }
    />
  );
}
