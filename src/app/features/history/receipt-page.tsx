import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useRef } from 'react';
import type { HistoryEntry } from '#contract/history-endpoints.ts';
import { journalEntryQuery } from '../../api/history-queries.ts';
import { Refused } from '../../api/request.ts';
import { settingsQuery } from '../../api/series-queries.ts';
import { useShownSettings } from '../../api/shown-settings.ts';
import { Page, PageHeader } from '../../ui/page.tsx';
import { EmptyState } from '../../ui/placeholder.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { textOf } from '../../ui/text-of.ts';
import { usePageTitle } from '../../ui/use-page-title.ts';
import { ReceiptText } from './receipt-text.tsx';

/** What one save did. It needs no series: the journal has everything. */
export function ReceiptPage() {
  const { id, entry } = useParams({ from: '/series/$id/receipts/$entry' });
  usePageTitle(`Series ${id} · Receipt`);
  const settings = useQuery(settingsQuery());
  const found = useQuery(journalEntryQuery(id, entry));
  if (found.error instanceof Refused && [400, 404].includes(found.error.status)) return <UnknownReceipt id={id} />;
  return (
    <Page>
      <QueryState query={settings} what="The settings">
        {() => (
          <QueryState query={found} what="The receipt">
            {(loaded) => <LoadedReceipt entry={loaded} />}
          </QueryState>
        )}
      </QueryState>
    </Page>
  );
}

function LoadedReceipt({ entry }: { readonly entry: HistoryEntry }) {
  const settings = useShownSettings().data;
  const text = useRef<HTMLElement>(null);
  const { copy, copied, error } = useClipboard();
  const id = entry.seriesId;
  return (
    <>
      <PageHeader
        breadcrumb={
          <Link to="/series/$id/history" params={{ id }}>
            {`History of series ${id}`}
          </Link>
        }
        title="Receipt"
        aside={
          <>
            <Button variant="default" onClick={() => text.current && copy(textOf(text.current))}>
              Copy as text
            </Button>
            <span role="status" className="secondary">
              {copied ? 'Copied' : error ? 'The browser blocked copying.' : ''}
            </span>
            <Button variant="default" onClick={() => window.print()}>
              Print
            </Button>
          </>
        }
      />
      {settings && <ReceiptText ref={text} entry={entry} settings={settings} />}
    </>
  );
}

function UnknownReceipt({ id }: { readonly id: number }) {
  return (
    <Page>
      <EmptyState
        wholePage
        title="There is no such receipt"
        action={
          <Link to="/series/$id/history" params={{ id }}>
            {`History of series ${id}`}
          </Link>
        }
      >
        The journal of this series has no such save. Check the address: it may be cut off.
      </EmptyState>
    </Page>
  );
}
