import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usePerson } from '../../api/session-query.ts';
import { Page, PageHeader } from '../../ui/page.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { usePageTitle } from '../../ui/use-page-title.ts';
import { AdministratorsOnly } from '../../ui/administrators-only.tsx';
import cards from '../../ui/cards.module.css';
import { StackedTable } from '../../ui/stacked-table.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { AccountRow } from './account-row.tsx';
import { InvitationsSection } from './invitations-section.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { accountsQuery } from './accounts-queries.ts';

export function AccountsPage() {
  usePageTitle('Accounts');
  return (
    <AdministratorsOnly>
      <Accounts />
    </AdministratorsOnly>
  );
}

function Accounts() {
  const accounts = useQuery(accountsQuery());
  const me = usePerson();
  const [isInviting, setInviting] = useState(false);
  return (
    <Page>
      <PageHeader title="Accounts" aside={<Button onClick={() => setInviting(true)}>Invite someone</Button>} />
      <div className={cards.column} data-wide>
        <Card flush>
          <ErrorBoundary what="The list">
            <QueryState query={accounts} what="The accounts">
              {({ accounts: list }) => (
                <StackedTable label="Accounts" columns={['Person', 'Role', 'Last active']}>
                  {list.map((account) => (
                    <AccountRow key={account.id} account={account} isMe={account.id === me?.id} />
                  ))}
                </StackedTable>
              )}
            </QueryState>
          </ErrorBoundary>
        </Card>
        {accounts.data && <InvitationsSection invitations={accounts.data.invitations} />}
      </div>
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  );
}
