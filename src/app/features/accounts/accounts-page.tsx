import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usePerson } from '../../api/session.ts';
import { Page, PageHeader } from '../../shell/page.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { usePageTitle } from '../../ui/use-page-title.ts';
import { AdministratorsOnly } from '../people/administrators-only.tsx';
import cards from '../people/cards.module.css';
import { Loaded } from '../people/loaded.tsx';
import { AccountRow } from './account-row.tsx';
import css from './accounts.module.css';
import { InvitationsSection } from './invitations-section.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { accountsQuery } from './queries.ts';

export function AccountsPage() {
  usePageTitle('Accounts');
  return (
    <AdministratorsOnly>
      <Accounts />
    </AdministratorsOnly>
  );
}

/** Who may use the product, and as what. */
function Accounts() {
  const accounts = useQuery(accountsQuery());
  const me = usePerson();
  const [invites, setInvites] = useState(false);
  return (
    <Page>
      <PageHeader title="Accounts" aside={<Button onClick={() => setInvites(true)}>Invite somebody</Button>} />
      <div className={`${cards.column} ${css.wide}`}>
        <Card flush>
          <ErrorBoundary what="The list">
            <Loaded query={accounts} what="The accounts">
              {({ accounts: list }) => (
                <div role="table" aria-label="Accounts" className={css.table}>
                  <div role="rowgroup" className={css.head}>
                    <div role="row" className={css.row}>
                      <div role="columnheader">Person</div>
                      <div role="columnheader">Role</div>
                      <div role="columnheader">Last active</div>
                      <div role="columnheader">
                        <span className="visually-hidden">What can be done</span>
                      </div>
                    </div>
                  </div>
                  <div role="rowgroup">
                    {list.map((account) => (
                      <AccountRow key={account.id} account={account} isMe={account.id === me?.id} />
                    ))}
                  </div>
                </div>
              )}
            </Loaded>
          </ErrorBoundary>
        </Card>
        {accounts.data && <InvitationsSection invitations={accounts.data.invitations} />}
      </div>
      {invites && <InviteDialog onClose={() => setInvites(false)} />}
    </Page>
  );
}
