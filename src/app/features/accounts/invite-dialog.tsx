import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useId, useState } from 'react';
import type { NewInvitation } from '#contract/account-endpoints.ts';
import type { Role } from '#domain/permissions.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import css from '../../ui/fields.module.css';
import { Select } from '../../ui/select.tsx';
import { formErrors } from '../../api/send-form.ts';
import { request } from '../../api/request.ts';
import { OneTimeSecret } from '../../ui/one-time-secret.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { DateTime } from '../../ui/timestamps.tsx';
import { ROLE_DESCRIPTIONS, ROLE_OPTIONS } from '../../ui/role-labels.ts';
import { accountsQuery } from './accounts-queries.ts';
import { readText } from '../../ui/form-data.ts';

export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  useReturnFocus();
  const id = useId();
  const client = useQueryClient();
  const [role, setRole] = useState<Role>('marketer');
  const { mutate, data, error, isPending, variables } = useMutation({
    mutationFn: (body: NewInvitation) => request('POST /api/accounts/invitations', { body }),
    onSuccess: () => client.invalidateQueries(accountsQuery()),
  });
  const errors = formErrors(error, ['email']);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const email = readText(event.currentTarget, 'email');
    if (!isPending) mutate({ email, role });
  }

  if (data)
    return (
      <Dialog opened onClose={onClose} size={520} title={`Invitation for ${variables?.email}`}>
        <div className={css.text}>
          <OneTimeSecret secret={data.link} what="link">
            <span>
              {'Send this link yourself: it is shown only once. Anyone with the link can join. It works once, until '}
            </span>
            <DateTime at={data.expiresAt} />
            <span>.</span>
          </OneTimeSecret>
        </div>
        <div className={css.actions}>
          <Button onClick={onClose} data-autofocus>
            Done
          </Button>
        </div>
      </Dialog>
    );
  return (
    <Dialog opened onClose={onClose} size={520} title="Invite someone">
      <form className={css.form} onSubmit={submit}>
        <TextField
          label="E-mail"
          name="email"
          type="email"
          required
          autoComplete="off"
          data-autofocus
          hint="Used to sign in. We send no e-mail: you get a link to pass on."
          error={errors.fields['email']}
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
          <p id={`${id}-does`} className={css.hint}>{`${ROLE_DESCRIPTIONS[role]}.`}</p>
        </div>
        {errors.form !== null && (
          <Notice tone="error" layout="panel" live>
            {errors.form}
          </Notice>
        )}
        <div className={css.actions}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending}>
            Create link
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
