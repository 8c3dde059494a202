import { Table } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { formatNumber } from '#values/number-format.ts';
import type { ServerStatus } from '#contract/server-endpoints.ts';
import { request } from '../../api/request.ts';
import { retry } from '../../api/retry-policy.ts';
import { AdministratorsOnly } from '../../ui/administrators-only.tsx';
import { CardSection } from '../../ui/card-section.tsx';
import cards from '../../ui/cards.module.css';
import { Page, PageHeader } from '../../ui/page.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { StackedTable } from '../../ui/stacked-table.tsx';
import { DateTime, RelativeTime } from '../../ui/timestamps.tsx';
import { usePageTitle } from '../../ui/use-page-title.ts';
import { bytesText } from './bytes-text.ts';
import css from './server-status.module.css';
import { Detail, Details } from './details.tsx';
import { MirrorSection } from './mirror-section.tsx';

const REFRESH_MS = 10_000;
/** While the mirror is read, its progress is shown. */
const PROGRESS_MS = 2_000;

const statusQuery = () =>
  queryOptions({
    queryKey: ['server-status'],
    queryFn: ({ signal }) => request('GET /api/status', { signal }),
    refetchInterval: ({ state }) => (state.data?.mirror?.series.reading ? PROGRESS_MS : REFRESH_MS),
    retry,
  });

export function ServerStatusPage() {
  usePageTitle('Server');
  return (
    <AdministratorsOnly>
      <Status />
    </AdministratorsOnly>
  );
}

function Status() {
  const status = useQuery(statusQuery());
  return (
    <Page>
      <PageHeader title="Server" />
      <div className={cards.column} data-wide>
        <QueryState query={status} what="The state of the server">
          {(data) => (
            <>
              {data.upstream && data.mirror && <MirrorSection upstream={data.upstream} mirror={data.mirror} />}
              <DatabaseSection database={data.database} version={data.versions.database} />
              <VersionSection status={data} />
              <ErrorSection errors={data.errors} />
            </>
          )}
        </QueryState>
      </div>
    </Page>
  );
}

type Growth = ServerStatus['database']['journal']['last7Days'];

const entriesText = (entries: number, bytes: number) => `${formatNumber(entries)} entries, ${bytesText(bytes)}`;
const growthText = ({ saves, bytes }: Growth) =>
  saves === 0 ? 'No saves' : `${formatNumber(saves)} saves, ${bytesText(bytes)}`;

function DatabaseSection({
  database,
  version,
}: {
  readonly database: ServerStatus['database'];
  readonly version: string;
}) {
  const { kind, bytes, freeBytes, tables, journal } = database;
  const shown = tables.filter(({ rows }) => rows > 0);
  return (
    <CardSection title="Database">
      <Details>
        <Detail name="Kind">
          {kind === 'embedded' ? `Embedded (PostgreSQL ${version})` : `PostgreSQL ${version}`}
        </Detail>
        <Detail name="Size">{bytesText(bytes)}</Detail>
        {freeBytes !== null && <Detail name="Free on its disk">{bytesText(freeBytes)}</Detail>}
        <Detail name="Journal of saves">{entriesText(journal.entries, journal.bytes)}</Detail>
        {(journal.days !== null || journal.archivedEntries > 0) && (
          <Detail name="Its archive">{entriesText(journal.archivedEntries, journal.archivedBytes)}</Detail>
        )}
        <Detail name="Moves to the archive">
          {journal.days === null ? <span>Never (JOURNAL_DAYS is not set)</span> : `After ${journal.days} days`}
        </Detail>
        <Detail name="Last 7 days">{growthText(journal.last7Days)}</Detail>
        <Detail name="Last 30 days">{growthText(journal.last30Days)}</Detail>
        {journal.oldestAt !== null && (
          <Detail name="First save">
            <DateTime at={journal.oldestAt} />
          </Detail>
        )}
      </Details>
      <StackedTable label="Tables" columns={['Table', 'Rows (estimate)', 'Size']} hasActions={false}>
        {shown.map(({ name, rows, bytes: size }) => (
          <Table.Tr key={name}>
            <Table.Td>
              <code translate="no">{name}</code>
            </Table.Td>
            <Table.Td data-label="Rows (estimate)">{formatNumber(rows)}</Table.Td>
            <Table.Td data-label="Size">{bytesText(size)}</Table.Td>
          </Table.Tr>
        ))}
      </StackedTable>
    </CardSection>
  );
}

function VersionSection({ status: { startedAt, versions } }: { readonly status: ServerStatus }) {
  return (
    <CardSection title="This server">
      <Details>
        <Detail name="Started">
          <RelativeTime at={startedAt} />
        </Detail>
        <Detail name="Coupon Desk">{versions.app}</Detail>
        <Detail name="Node">{versions.node}</Detail>
      </Details>
    </CardSection>
  );
}

function ErrorSection({ errors }: Pick<ServerStatus, 'errors'>) {
  return (
    <CardSection
      title="Warnings and errors"
      description="The last 50 of this server since its start. The log has all of them."
    >
      {errors.length === 0 ? (
        <p className={cards.empty}>There are none.</p>
      ) : (
        <StackedTable label="Warnings and errors" columns={['Message', 'Level', 'When', 'Request']} hasActions={false}>
          {errors.map(({ at, level, message, requestId }, index) => (
            <Table.Tr key={`${at} ${errors.length - index}`}>
              <Table.Td className={css.message}>{message}</Table.Td>
              <Table.Td data-label="Level">{level === 'error' ? 'Error' : 'Warning'}</Table.Td>
              <Table.Td data-label="When">
                <RelativeTime at={at} />
              </Table.Td>
              <Table.Td data-label="Request">
                {requestId === null ? <span>None</span> : <code translate="no">{requestId}</code>}
              </Table.Td>
            </Table.Tr>
          ))}
        </StackedTable>
      )}
    </CardSection>
  );
}
