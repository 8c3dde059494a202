import { Box, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LIST_COLUMNS } from '#contract/endpoint-constants.ts';
import { formatNumber } from '#values/number-format.ts';
import { downloadFile } from '../../series/download-file.ts';
import { usePreferences } from '../../api/preferences.ts';
import { seriesCountsQuery } from '../../api/tab-counts-query.ts';
import { DownloadButton } from '../../series/download-button.tsx';
import type { ListSearch } from './list-search.ts';
import { NOTHING, select, useSelection } from './selection.ts';

interface SelectionBarProps {
  readonly search: ListSearch;
  /** When the rows arrived, for the counts of the tabs. */
  readonly after: number;
}

/** What can be done with the chosen series. In sight while there is a selection. */
export function SelectionBar({ search, after }: SelectionBarProps) {
  const selection = useSelection(search);
  const { data } = useQuery(seriesCountsQuery(search.q, search.filters, after));
  const { all, ids } = selection;
  const matching = data?.counts[search.tab ?? 'all'];
  const total = matching && `${formatNumber(matching.count)}${matching.isExact ? '' : '+'}`;
  const [first, second, ...others] = ids;
  const isPair = !all && first !== undefined && second !== undefined && others.length === 0;
  const isChosen = all || ids.size > 0;
  const state = all
    ? `All ${total ?? ''} that match chosen${ids.size > 0 ? `, except ${formatNumber(ids.size)}` : ''}`
    : `${formatNumber(ids.size)} chosen`;
  const bar = (
    <Box
      component="section"
      className="surface cluster"
      aria-label="Chosen series"
      pos="sticky"
      bottom="calc(1rem + var(--bottom-bar))"
      mt="sm"
      px="md"
      py="sm"
      style={{ zIndex: 11, boxShadow: 'var(--shadow-float)' }}
    >
      <p className="tabular">{state}</p>
      {!(all && ids.size === 0) && (
        <Button variant="default" onClick={() => select(search, { all: true, ids: new Set() })}>
          {`Choose all${total === undefined ? '' : ` ${total}`} that match`}
        </Button>
      )}
      {isPair && (
        <Link to="/series/$id/compare/$other" params={{ id: first, other: second }}>
          Compare
        </Link>
      )}
      <ExportButton search={search} all={all} ids={[...ids]} />
      <Button variant="subtle" onClick={() => select(search, NOTHING)}>
        Clear
      </Button>
    </Box>
  );
  return (
    <>
      {/* Screen readers announce a text only in an element that was there before. */}
      <p role="status" className="visually-hidden">
        {isChosen && state}
      </p>
      {isChosen && bar}
    </>
  );
}

interface ExportButtonProps {
  readonly search: ListSearch;
  readonly all: boolean;
  readonly ids: readonly number[];
}

/** Downloads the series of the list with the columns that it shows, in its order. */
export function ExportButton({ search: { q, sort, tab, filters }, all, ids }: ExportButtonProps) {
  const { hiddenColumns } = usePreferences();
  const columns = LIST_COLUMNS.filter((column) => !hiddenColumns.includes(column));
  const isByName = !all && ids.length > 0;
  const list = { ...filters, q, ...(tab !== null && { tab }), ...(all && ids.length > 0 && { without: ids }) };
  // Series that were chosen one by one are exported even if they no longer match.
  const body = { sort, columns, ...(isByName ? { q: '', only: ids } : list) };
  return <DownloadButton download={() => downloadFile('POST /api/series/export', { body })}>Export CSV</DownloadButton>;
}
