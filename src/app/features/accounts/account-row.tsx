import { Button, Group, NativeSelect, Table } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountChange, AccountInfo } from '#contract/account-endpoints.ts';
import { ROLES } from '#domain/permissions.ts';
import { sessionQuery } from '../../api/session-query.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import cards from '../../ui/cards.module.css';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { request } from '../../api/request.ts';
import { RelativeTime } from '../../ui/timestamps.tsx';
import { ROLE_OPTIONS, ROLE_LABELS } from '../../ui/role-labels.ts';
import { PasswordLinkDialog } from './password-link-dialog.tsx';
import { accountsQuery } from './accounts-queries.ts';

export function AccountRow({ account, isMe }: { readonly account: AccountInfo; readonly isMe: boolean }) {
  const { id, name, email, role, isActive, isDemo, lastActiveAt } = account;
  const [dialog, setDialog] = useState<'off' | 'link' | null>(null);
  const change = useAccountChange(id, isMe);
  const announcement = change.isSuccess ? announcementOf(change.variables, name) : null;
  return (
    <Table.Tr {...(isActive ? {} : { c: 'dimmed' })}>
      <Table.Td>
        <p className={`cluster ${cards.title}`}>
          <span>{name}</span>
          {isMe && <span className={cards.mark}>You</span>}
          {isDemo && <span className={cards.mark}>Demo</span>}
          {!isActive && <span className={cards.mark}>Switched off</span>}
        </p>
        <p className="tertiary">{email}</p>
      </Table.Td>
      <Table.Td>
        {isMe ? (
          // Administrators cannot change their own role.
          <span>{ROLE_LABELS[role]}</span>
        ) : (
          <NativeSelect
            aria-label={`Role of ${name}`}
            value={change.isPending ? (change.variables.role ?? role) : role}
            data={ROLE_OPTIONS}
            onChange={(event) => {
              const chosen = ROLES.find((each) => each === event.currentTarget.value);
              if (chosen) change.mutate({ role: chosen });
            }}
          />
        )}
      </Table.Td>
      <Table.Td data-label="Last active">
        {lastActiveAt === null ? 'never' : <RelativeTime at={lastActiveAt} />}
      </Table.Td>
      <Table.Td>
        <Group justify="flex-end" gap="xs">
          {/* Demo accounts have no password; accounts that are switched off cannot use one. */}
          {!isDemo && isActive && (
            <Button variant="default" size="xs" onClick={() => setDialog('link')}>
              <span>New password link</span>
              <span className="visually-hidden">{` for ${name}`}</span>
            </Button>
          )}
          {isActive ? (
            !isMe && (
              <Button variant="default" size="xs" onClick={() => setDialog('off')}>
                <span>Switch off</span>
                <span className="visually-hidden">{` ${name}`}</span>
              </Button>
            )
          ) : (
            <Button
              variant="default"
              size="xs"
              loading={change.isPending}
              onClick={() => change.mutate({ isActive: true })}
            >
              <span>Switch on</span>
              <span className="visually-hidden">{` ${name}`}</span>
            </Button>
          )}
        </Group>
        <span role="status" className="visually-hidden">
          {announcement}
        </span>
        {change.error && dialog === null && (
          <Notice tone="error" live>
            <ErrorText error={change.error} />
          </Notice>
        )}
        {dialog === 'off' && (
          <ConfirmDialog
            title={`Switch off the account of ${name}?`}
            confirmLabel="Switch it off"
            isPending={change.isPending}
            error={change.error}
            onConfirm={() => change.mutate({ isActive: false }, { onSuccess: () => setDialog(null) })}
            onClose={() => {
              change.reset();
              setDialog(null);
            }}
          >
            <p>{`${name} is signed out everywhere and cannot sign in. API tokens of this account are deleted for good. Changes saved by this account remain. You can switch the account on again.`}</p>
          </ConfirmDialog>
        )}
        {dialog === 'link' && <PasswordLinkDialog account={account} onClose={() => setDialog(null)} />}
      </Table.Td>
    </Table.Tr>
  );
}

function useAccountChange(id: string, isMe: boolean) {
  const client = useQueryClient();
  const { queryKey } = accountsQuery();
  return useMutation({
    mutationFn: (body: AccountChange) => request('PATCH /api/accounts/:id', { params: { id }, body }),
    onSuccess: (changed) => {
      client.setQueryData(
        queryKey,
        (all) => all && { ...all, accounts: all.accounts.map((each) => (each.id === id ? changed : each)) },
      );
      if (isMe) void client.invalidateQueries({ queryKey: sessionQuery().queryKey });
    },
  });
}

function announcementOf({ role, isActive }: AccountChange, name: string): string {
  if (role !== undefined) return `${name} is now ${ROLE_LABELS[role]}.`;
  return isActive ? `${name} can sign in again.` : `${name} is switched off.`;
}
