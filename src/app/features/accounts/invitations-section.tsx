import { Button, Group, Table } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { InvitationInfo } from '#contract/account-endpoints.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import css from '../../ui/cards.module.css';
import { CardSection } from '../../ui/card-section.tsx';
import { request } from '../../api/request.ts';
import { useWrite } from '../../api/use-write.ts';
import { StackedTable } from '../../ui/stacked-table.tsx';
import { RelativeTime, DateTime } from '../../ui/timestamps.tsx';
import { ROLE_LABELS } from '../../ui/role-labels.ts';
import { accountsQuery } from './accounts-queries.ts';

export function InvitationsSection({ invitations }: { readonly invitations: readonly InvitationInfo[] }) {
  const client = useQueryClient();
  const { mutate, error, isPending, isSuccess, variables } = useWrite({
    mutationFn: (id: string) => request('DELETE /api/accounts/invitations/:id', { params: { id } }),
    // After an error, too: the invitation may have been used meanwhile.
    onSettled: () => client.invalidateQueries(accountsQuery()),
  });
  if (invitations.length === 0 && !isSuccess && !error) return null;
  return (
    <CardSection
      title="Open invitations"
      description="These links have not been used yet. To replace a lost link, invite the same address again."
      status={isSuccess ? 'Revoked' : null}
    >
      {invitations.length === 0 && <p className={css.empty}>There are none.</p>}
      {invitations.length > 0 && (
        <StackedTable label="Open invitations" columns={['E-mail', 'Role', 'Created', 'Works until']}>
          {invitations.map(({ id, email, role, createdAt, expiresAt }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <span className={css.title}>{email}</span>
              </Table.Td>
              <Table.Td data-label="Role">{ROLE_LABELS[role]}</Table.Td>
              <Table.Td data-label="Created">
                <RelativeTime at={createdAt} />
              </Table.Td>
              <Table.Td data-label="Works until">
                <DateTime at={expiresAt} />
              </Table.Td>
              <Table.Td>
                <Group justify="flex-end">
                  <Button
                    variant="default"
                    size="xs"
                    loading={isPending && variables === id}
                    onClick={() => mutate(id)}
                  >
                    <span>Revoke</span>
                    <span className="visually-hidden">{` the invitation of ${email}`}</span>
                  </Button>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </StackedTable>
      )}
      {error && (
        <div className={`cluster apart ${css.foot}`}>
          <Notice tone="error" live>
            <ErrorText error={error} />
          </Notice>
        </div>
      )}
    </CardSection>
  );
}
