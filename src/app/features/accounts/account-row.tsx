import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AccountChange, type AccountInfo, ACCOUNTS_PATH } from '#contract/people.ts';
import { sessionQuery } from '../../api/session.ts';
import { Notice } from '../../ui/notice.tsx';
import cards from '../people/cards.module.css';
import { Question } from '../people/question.tsx';
import { Select } from '../people/select.tsx';
import { send } from '../people/send.ts';
import { Ago } from '../people/when.tsx';
import { ROLE_OPTIONS, ROLE_WORDS } from '../people/words.ts';
import css from './accounts.module.css';
import { PasswordLinkDialog } from './password-link-dialog.tsx';
import { accountsQuery } from './queries.ts';

export function AccountRow({ account, isMe }: { readonly account: AccountInfo; readonly isMe: boolean }) {
  const { id, name, email, role, isActive, isDemo, lastActiveAt } = account;
  const [asks, setAsks] = useState<'off' | 'link' | null>(null);
  const change = useAccountChange(id, isMe);
  const said = change.isSuccess ? saidOf(change.variables, name) : null;
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
          // Nobody changes their own.
          <span>{ROLE_WORDS[role]}</span>
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
        {lastActiveAt === null ? 'never' : <Ago at={lastActiveAt} />}
      </div>
      <div role="cell" className={css.actions}>
        {/* A demo account has no password, and whoever is switched off has no use for one. */}
        {!isDemo && isActive && (
          <Button variant="default" size="xs" onClick={() => setAsks('link')}>
            <span>New password link</span>
            <span className="visually-hidden">{` for ${name}`}</span>
          </Button>
        )}
        {isActive ? (
          !isMe && (
            <Button variant="default" size="xs" onClick={() => setAsks('off')}>
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
          {said}
        </span>
      </div>
      {change.error && asks === null && (
        <div role="cell" className={css.problem}>
          <Notice tone="error" live>
            {change.error.message}
          </Notice>
        </div>
      )}
      {asks === 'off' && (
        <Question
          title={`Switch off the account of ${name}?`}
          does="Switch it off"
          busy={change.isPending}
          problem={change.error?.message ?? null}
          onDo={() => change.mutate({ isActive: false }, { onSuccess: () => setAsks(null) })}
          onClose={() => {
            change.reset();
            setAsks(null);
          }}
        >
          <p>{`${name} is signed out everywhere and cannot sign in, and the API tokens of this account end for good. What was saved under the name stays. The account can be switched on again.`}</p>
        </Question>
      )}
      {asks === 'link' && <PasswordLinkDialog account={account} onClose={() => setAsks(null)} />}
    </div>
  );
}

function useAccountChange(id: string, isMe: boolean) {
  const client = useQueryClient();
  const { queryKey } = accountsQuery();
  return useMutation({
    mutationFn: (change: AccountChange) => send<AccountInfo>('PATCH', `${ACCOUNTS_PATH}/${id}`, change),
    onSuccess: (changed) => {
      client.setQueryData(
        queryKey,
        (all) => all && { ...all, accounts: all.accounts.map((each) => (each.id === id ? changed : each)) },
      );
      if (isMe) void client.invalidateQueries({ queryKey: sessionQuery().queryKey });
    },
  });
}

function saidOf({ role, isActive }: AccountChange, name: string): string {
  if (role !== undefined) return `${name} is ${ROLE_WORDS[role]} now.`;
  return isActive ? `${name} can sign in again.` : `${name} is switched off.`;
}
