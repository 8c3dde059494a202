import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountChange, AccountInfo } from '#contract/account-endpoints.ts';
import { sessionQuery } from '../../api/session-query.ts';
import { Notice } from '../../ui/notice.tsx';
import cards from '../../ui/cards.module.css';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { request } from '../../api/request.ts';
import { RelativeTime } from '../../ui/timestamps.tsx';
import { ROLE_OPTIONS, ROLE_LABELS } from '../../ui/role-labels.ts';
import css from './accounts.module.css';
import { PasswordLinkDialog } from './password-link-dialog.tsx';
import { accountsQuery } from './accounts-queries.ts';

export function AccountRow({ account, isMe }: { readonly account: AccountInfo; readonly isMe: boolean }) {
  const { id, name, email, role, isActive, isDemo, lastActiveAt } = account;
  const [dialog, setDialog] = useState<'off' | 'link' | null>(null);
  const change = useAccountChange(id, isMe);
  const announcement = change.isSuccess ? announcementOf(change.variables, name) : null;
  return (
    <div role="row" className={`${css.row} ${css.body}`} data-off={isActive ? undefined : 'off'}>
      <div role="cell" className={css.name}>
        <p className={cards.title}>
          <span>{name}</span>
          {isMe && <span className={cards.mark}>You</span>}
          {isDemo && <span className={cards.mark}>Demo</span>}
          {!isActive && <span className={cards.mark}>Switched off</span>}
        </p>
        <p className={cards.small}>{email}</p>
      </div>
      <div role="cell">
        {isMe ? (
          // Administrators cannot change their own role.
          <span>{ROLE_LABELS[role]}</span>
        ) : (
          <Select
            aria-label={`Role of ${name}`}
            value={change.isPending ? (change.variables.role ?? role) : role}
            options={ROLE_OPTIONS}
            onChoose={(chosen) => change.mutate({ role: chosen })}
          />
        )}
      </div>
      <div role="cell" className={css.active}>
        {lastActiveAt === null ? 'never' : <RelativeTime at={lastActiveAt} />}
      </div>
      <div role="cell" className={css.actions}>
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
        <span role="status" className="visually-hidden">
          {announcement}
        </span>
      </div>
      {change.error && dialog === null && (
        <div role="cell" className={css.problem}>
          <Notice tone="error" live>
            {change.error.message}
          </Notice>
        </div>
      )}
      {dialog === 'off' && (
        <ConfirmDialog
          title={`Switch off the account of ${name}?`}
          confirmLabel="Switch it off"
          isPending={change.isPending}
          error={change.error?.message ?? null}
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
    </div>
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
