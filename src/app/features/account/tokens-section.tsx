import { Button, Group, Table } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MadeToken, TokenInfo } from '#contract/me-endpoints.ts';
import type { Person } from '#contract/session-endpoints.ts';
import { useNow } from '../../ui/use-now.ts';
import css from '../../ui/cards.module.css';
import { QueryState } from '../../ui/query-state.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CardSection } from '../../ui/card-section.tsx';
import { request } from '../../api/request.ts';
import { useWrite } from '../../api/use-write.ts';
import { StackedTable } from '../../ui/stacked-table.tsx';
import { RelativeTime, DateTime } from '../../ui/timestamps.tsx';
import { NewTokenForm } from './new-token-form.tsx';
import { NewTokenPanel } from './new-token-panel.tsx';
import { tokensQuery } from './own-account-queries.ts';

export function TokensSection({ person }: { readonly person: Person }) {
  const client = useQueryClient();
  const tokens = useQuery(tokensQuery());
  const [panel, setPanel] = useState<'form' | MadeToken | null>(null);
  const [removing, setRemoving] = useState<TokenInfo | null>(null);
  const remove = useWrite({
    mutationFn: ({ id }: TokenInfo) => request('DELETE /api/me/tokens/:id', { params: { id } }),
    onSuccess: async () => {
      setRemoving(null);
      await client.invalidateQueries(tokensQuery());
    },
  });
  return (
    <CardSection
      title="API tokens"
      description="For scripts that read or edit series over the API on your behalf."
      status={remove.isSuccess ? 'Revoked' : null}
    >
      {panel === 'form' && <NewTokenForm role={person.role} onCreated={setPanel} onClose={() => setPanel(null)} />}
      {panel !== null && panel !== 'form' && <NewTokenPanel made={panel} onClose={() => setPanel(null)} />}
      <QueryState query={tokens} what="Your tokens">
        {(list) =>
          list.length === 0 ? (
            <p className={css.empty}>No tokens yet.</p>
          ) : (
            <StackedTable label="API tokens" columns={['Token', 'Last used', 'Expires']}>
              {list.map((token) => (
                <TokenRow key={token.id} token={token} onRevoke={() => setRemoving(token)} />
              ))}
            </StackedTable>
          )
        }
      </QueryState>
      {panel !== 'form' && (
        <div className={`cluster apart ${css.foot}`}>
          <span />
          <Button variant="default" onClick={() => setPanel('form')}>
            New token
          </Button>
        </div>
      )}
      {removing && (
        <ConfirmDialog
          title={`Revoke the token “${removing.name}”?`}
          confirmLabel="Revoke token"
          isPending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(removing)}
          onClose={() => {
            remove.reset();
            setRemoving(null);
          }}
        >
          <p>Scripts that use it stop working. This cannot be undone.</p>
        </ConfirmDialog>
      )}
    </CardSection>
  );
}

function TokenRow({ token, onRevoke }: { readonly token: TokenInfo; readonly onRevoke: () => void }) {
  const { name, scope, start, expiresAt, lastUsedAt } = token;
  const isExpired = Date.parse(expiresAt) <= useNow();
  return (
    <Table.Tr>
      <Table.Td>
        <p className={`cluster ${css.title}`}>
          <span>{name}</span>
          <span className={css.mark}>{scope === 'read' ? 'Reads' : 'Reads and edits'}</span>
        </p>
        <code className="tertiary" translate="no">{`${start}…`}</code>
      </Table.Td>
      <Table.Td data-label="Last used">{lastUsedAt === null ? 'never' : <RelativeTime at={lastUsedAt} />}</Table.Td>
      <Table.Td data-label="Expires">
        <DateTime at={expiresAt} />
        {isExpired && <span className={css.mark}>Expired</span>}
      </Table.Td>
      <Table.Td>
        <Group justify="flex-end">
          <Button variant="default" size="xs" onClick={onRevoke}>
            <span>{isExpired ? 'Remove' : 'Revoke'}</span>
            <span className="visually-hidden">{` ${name}`}</span>
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
