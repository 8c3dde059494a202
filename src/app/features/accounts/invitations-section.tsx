import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type InvitationInfo, INVITATIONS_PATH } from '#contract/people.ts';
import { Notice } from '../../ui/notice.tsx';
import css from '../people/cards.module.css';
import { Section } from '../people/section.tsx';
import { send } from '../people/send.ts';
import { Ago, Moment } from '../people/when.tsx';
import { ROLE_WORDS } from '../people/words.ts';
import { accountsQuery } from './queries.ts';

export function InvitationsSection({ invitations }: { readonly invitations: readonly InvitationInfo[] }) {
  const client = useQueryClient();
  const { mutate, error, isPending, isSuccess, variables } = useMutation({
    mutationFn: (id: string) => send('DELETE', `${INVITATIONS_PATH}/${id}`),
    // One that was used meanwhile is gone from the list, too.
    onSettled: () => client.invalidateQueries(accountsQuery()),
  });
  if (invitations.length === 0 && !isSuccess && !error) return null;
  return (
    <Section
      title="Open invitations"
      about="Their links have not been used yet. To make a lost one anew, invite the same address again."
      said={isSuccess ? 'Taken back' : null}
    >
      {invitations.length === 0 && <p className={css.empty}>There are none.</p>}
      <ul className={css.list}>
        {invitations.map(({ id, email, role, createdAt, expiresAt }) => (
          <li key={id}>
            <div className={css.what}>
              <p className={css.title}>
                <span>{`${email} `}</span>
                <span className={css.mark}>{ROLE_WORDS[role]}</span>
              </p>
              <p className={css.small}>
                <span>{'Made '}</span>
                <Ago at={createdAt} />
                <span>{', works until '}</span>
                <Moment at={expiresAt} />
              </p>
            </div>
            <Button variant="default" size="xs" loading={isPending && variables === id} onClick={() => mutate(id)}>
              <span>Take back</span>
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
    </Section>
  );
}
