import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { InvitationInfo } from '#contract/account-endpoints.ts';
import { Notice } from '../../ui/notice.tsx';
import css from '../../ui/cards.module.css';
import { CardSection } from '../../ui/card-section.tsx';
import { request } from '../../api/request.ts';
import { RelativeTime, DateTime } from '../../ui/timestamps.tsx';
import { ROLE_LABELS } from '../../ui/role-labels.ts';
import { accountsQuery } from './accounts-queries.ts';

export function InvitationsSection({ invitations }: { readonly invitations: readonly InvitationInfo[] }) {
  const client = useQueryClient();
  const { mutate, error, isPending, isSuccess, variables } = useMutation({
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
      <ul className={css.list}>
        {invitations.map(({ id, email, role, createdAt, expiresAt }) => (
          <li key={id}>
            <div className={css.what}>
              <p className={css.title}>
                <span>{`${email} `}</span>
                <span className={css.mark}>{ROLE_LABELS[role]}</span>
              </p>
              <p className={css.small}>
                <span>{'Created '}</span>
                <RelativeTime at={createdAt} />
                <span>{', works until '}</span>
                <DateTime at={expiresAt} />
              </p>
            </div>
            <Button variant="default" size="xs" loading={isPending && variables === id} onClick={() => mutate(id)}>
              <span>Revoke</span>
              <span className="visually-hidden">{` the invitation of ${email}`}</span>
            </Button>
          </li>
        ))}
      </ul>
      {error && (
        <div className={css.foot}>
          <Notice tone="error" live>
            {error.message}
          </Notice>
        </div>
      )}
    </CardSection>
  );
}
