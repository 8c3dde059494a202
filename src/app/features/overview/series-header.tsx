import { Link } from '@tanstack/react-router';
import type { Settings } from '#contract/api.ts';
import { known, type Series } from '#domain/series.ts';
import { statusOf } from '#domain/status.ts';
import { useWhyNot } from '../../api/session.ts';
import { PageHeader, TabLink, Tabs } from '../../shell/page.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useNow } from '../../ui/use-now.ts';
import { usePageTitle } from '../../ui/use-page-title.ts';
import css from './overview.module.css';

/** Name, status with its reason, codes to copy, and the pages of one series. */
export function SeriesHeader({
  series,
  settings,
  page,
}: {
  series: Series;
  settings: Settings;
  /** Which of its pages, for the browser's tab. */
  page: 'Overview' | 'Edit';
}) {
  const title = known(series.values.description) || `Series ${Number(series.wire['id'])}`;
  usePageTitle(`${title} · ${page}`);
  const now = useNow();
  const why = useWhyNot('edit');
  const { values, wire } = series;
  const id = Number(wire['id']);
  const codes = [
    ['Series', String(id)],
    ['POS code', known(values.discountCode) ?? ''],
    ['Common code', known(values.clientHandlingType) === 'GENERIC' ? (known(values.genericCode) ?? '') : ''],
  ].filter(([, code]) => code !== '') as [string, string][]; // pairs stay pairs when filtered
  return (
    <PageHeader
      breadcrumb={<Link to="/series">Series</Link>}
      title={title}
      beside={<StatusBadge {...statusOf(values, { now, clusterZone: settings.clusterTimeZone })} />}
      aside={
        <span className={css.codes}>
          {codes.map(([label, code]) => (
            <span key={label}>
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
          {/* Where it is open it stays a tab, whatever became of the right to it. */}
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
