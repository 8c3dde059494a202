import { Button, Group, Input, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect } from 'react';
import type { MadeToken } from '#contract/me-endpoints.ts';
import { may, type Role, type Scope } from '#domain/permissions.ts';
import { request } from '../../api/request.ts';
import { Form } from '../../forms/form.tsx';
import { useSendForm } from '../../forms/use-send-form.tsx';
import css from '../../ui/cards.module.css';
import { tokensQuery } from './own-account-queries.ts';

const SCOPES: readonly { readonly value: Scope; readonly label: string }[] = [
  { value: 'read', label: 'Read series' },
  { value: 'edit', label: 'Read and edit series' },
];
const DAYS = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
];

interface TokenValues {
  readonly name: string;
  readonly scope: Scope;
  readonly days: string;
}

interface NewTokenFormProps {
  readonly role: Role;
  readonly onCreated: (made: MadeToken) => void;
  readonly onClose: () => void;
}

export function NewTokenForm({ role, onCreated, onClose }: NewTokenFormProps) {
  const client = useQueryClient();
  const state = useSendForm<TokenValues, MadeToken>({
    values: { name: '', scope: 'read', days: '90' },
    send: (token) => request('POST /api/me/tokens', { body: { ...token, days: Number(token.days) } }),
    onSuccess: async (made) => {
      onCreated(made);
      await client.invalidateQueries(tokensQuery());
    },
  });
  const { setFocus } = state.form;
  useLayoutEffect(() => setFocus('name'), [setFocus]);
  const { error, ...scope } = state.control('scope');
  return (
    <div className={css.panel}>
      <Form
        label="New token"
        state={state}
        actions={
          <Group gap="xs">
            <Button type="submit" loading={state.mutation.isPending}>
              Create token
            </Button>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
          </Group>
        }
      >
        <TextInput
          label={<span>Name</span>}
          maxLength={100}
          required
          autoComplete="off"
          description="What you use it for."
          {...state.field('name')}
        />
        <Input.Wrapper id="scope" label={<span>Access</span>} labelElement="div" error={error}>
          {may({ role, scope: null }, 'edit') ? (
            <SegmentedControl aria-labelledby="scope-label" data={[...SCOPES]} {...scope} />
          ) : (
            <p className="tertiary">Read series. A token cannot do more than your role.</p>
          )}
        </Input.Wrapper>
        <NativeSelect label={<span>Expires after</span>} data={DAYS} {...state.field('days')} />
      </Form>
    </div>
  );
}
