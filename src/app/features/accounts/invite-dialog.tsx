import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useId, useState } from 'react';
import { INVITATIONS_PATH, type MadeLink, type NewInvitation } from '#contract/people.ts';
import type { Role } from '#domain/permissions.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import css from '../people/fields.module.css';
import { Select } from '../people/select.tsx';
import { problemsOf, send } from '../people/send.ts';
import { ShownOnce } from '../people/shown-once.tsx';
import { TextField } from '../people/text-field.tsx';
import { Moment } from '../people/when.tsx';
import { ROLE_DOES, ROLE_OPTIONS } from '../people/words.ts';
import { accountsQuery } from './queries.ts';
import { textIn } from '../people/text-in.ts';

export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  useReturnFocus();
  const id = useId();
  const client = useQueryClient();
  const [role, setRole] = useState<Role>('marketer');
  const { mutate, data, error, isPending, variables } = useMutation({
    mutationFn: (asked: NewInvitation) => send<MadeLink>('POST', INVITATIONS_PATH, asked),
    onSuccess: () => client.invalidateQueries(accountsQuery()),
  });
  const told = problemsOf(error, ['email']);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const email = textIn(event.currentTarget, 'email');
    if (!isPending) mutate({ email, role });
  }

  if (data)
    return (
      <Dialog opened onClose={onClose} size={520} title={`Invitation for ${variables?.email}`}>
        <div className={css.text}>
          <ShownOnce secret={data.link} what="link">
            <span>{'Send it yourself: it is shown this once, and whoever has it can join. It works once, until '}</span>
            <Moment at={data.expiresAt} />
            <span>.</span>
          </ShownOnce>
        </div>
        <div className={css.actions}>
          <Button onClick={onClose} data-autofocus>
            Done
          </Button>
        </div>
      </Dialog>
    );
  return (
    <Dialog opened onClose={onClose} size={520} title="Invite somebody">
      <form className={css.form} onSubmit={submit}>
        <TextField
          label="E-mail"
          name="email"
          type="email"
          required
          autoComplete="off"
          data-autofocus
          hint="They sign in with it. Nothing is sent to it: you get a link to hand over."
          error={told.fields['email']}
        />
        <div className={css.block}>
          <label htmlFor={`${id}-role`} className={css.label}>
            Role
          </label>
          <Select
            id={`${id}-role`}
            aria-describedby={`${id}-does`}
            value={role}
            options={ROLE_OPTIONS}
            onChoose={setRole}
          />
          <p id={`${id}-does`} className={css.hint}>{`${ROLE_DOES[role]}.`}</p>
        </div>
        {told.whole !== null && (
          <Notice tone="error" layout="panel" live>
            {told.whole}
          </Notice>
        )}
        <div className={css.actions}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending}>
            Make the link
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
