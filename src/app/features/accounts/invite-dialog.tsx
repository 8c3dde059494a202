import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { MadeLink, NewInvitation } from '#contract/account-endpoints.ts';
import { request } from '../../api/request.ts';
import { Form } from '../../forms/form.tsx';
import { useSendForm } from '../../forms/use-send-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { OneTimeSecret } from '../../ui/one-time-secret.tsx';
import { ROLE_DESCRIPTIONS, ROLE_OPTIONS } from '../../ui/role-labels.ts';
import { DateTime } from '../../ui/timestamps.tsx';
import { accountsQuery } from './accounts-queries.ts';

export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient();
  const state = useSendForm<NewInvitation, MadeLink>({
    values: { email: '', role: 'marketer' },
    send: (body) => request('POST /api/accounts/invitations', { body }),
    onSuccess: () => client.invalidateQueries(accountsQuery()),
  });
  const { data, isPending, variables } = state.mutation;
  if (data)
    return (
      <Dialog opened onClose={onClose} size={520} title={`Invitation for ${variables?.email}`}>
        <OneTimeSecret secret={data.link} what="link">
          <span>
            {'Send this link yourself: it is shown only once. Anyone with the link can join. It works once, until '}
          </span>
          <DateTime at={data.expiresAt} />
          <span>.</span>
        </OneTimeSecret>
        <div className="actions">
          <Button onClick={onClose} data-autofocus>
            Done
          </Button>
        </div>
      </Dialog>
    );
  return (
    <Dialog opened onClose={onClose} size={520} title="Invite someone">
      <Form
        state={state}
        actions={
          <div className="actions">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isPending}>
              Create link
            </Button>
          </div>
        }
      >
        <TextInput
          label={<span>E-mail</span>}
          type="email"
          required
          autoComplete="off"
          data-autofocus
          description="Used to sign in. We send no e-mail: you get a link to pass on."
          {...state.field('email')}
        />
        <NativeSelect
          label={<span>Role</span>}
          data={ROLE_OPTIONS}
          description={`${ROLE_DESCRIPTIONS[state.form.watch('role')]}.`}
          {...state.field('role')}
        />
      </Form>
    </Dialog>
  );
}
