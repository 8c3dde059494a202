import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type MadeToken, type Person, type TokenInfo, TOKENS_PATH } from '#contract/account-endpoints.ts';
import { useNow } from '../../ui/use-now.ts';
import css from '../../ui/cards.module.css';
import { QueryState } from '../../ui/query-state.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CardSection } from '../../ui/card-section.tsx';
import { sendForm } from '../../api/send-form.ts';
import { RelativeTime, DateTime } from '../../ui/timestamps.tsx';
import { NewTokenForm } from './new-token-form.tsx';
import { NewTokenPanel } from './new-token-panel.tsx';
import { tokensQuery } from './own-account-queries.ts';

export function TokensSection({ person }: { readonly person: Person }) {
  const client = useQueryClient();
  const tokens = useQuery(tokensQuery());
  const [shows, setShows] = useState<'form' | MadeToken | null>(null);
  const [removing, setRemoving] = useState<TokenInfo | null>(null);
  const remove = useMutation({
    mutationFn: ({ id }: TokenInfo) => sendForm('DELETE', `${TOKENS_PATH}/${id}`),
    onSuccess: async () => {
      setRemoving(null);
      await client.invalidateQueries(tokensQuery());
    },
  });
  return (
    <CardSection
      title="API tokens"
      about="For scripts that read or edit series over the API, in your name."
      said={remove.isSuccess ? 'Revoked' : null}
    >
      {shows === 'form' && <NewTokenForm role={person.role} onMade={setShows} onClose={() => setShows(null)} />}
      {shows !== null && shows !== 'form' && <NewTokenPanel made={shows} onClose={() => setShows(null)} />}
      <QueryState query={tokens} what="Your tokens">
        {(list) =>
          list.length === 0 ? (
            <p className={css.empty}>There are no tokens yet.</p>
          ) : (
            <ul className={css.list}>
              {list.map((token) => (
                <TokenRow key={token.id} token={token} onRevoke={() => setRemoving(token)} />
              ))}
            </ul>
          )
        }
      </QueryState>
      {shows !== 'form' && (
        <div className={css.foot}>
          <span />
          <Button variant="default" onClick={() => setShows('form')}>
            New token
          </Button>
        </div>
      )}
      {removing && (
        <ConfirmDialog
          title={`Revoke the token “${removing.name}”?`}
          does="Revoke it"
          busy={remove.isPending}
          problem={remove.error?.message ?? null}
          onDo={() => remove.mutate(removing)}
          onClose={() => {
            remove.reset();
            setRemoving(null);
          }}
        >
          <p>Scripts that use it are refused from then on. This cannot be taken back.</p>
        </ConfirmDialog>
      )}
    </CardSection>
  );
}

function TokenRow({ token, onRevoke }: { readonly token: TokenInfo; readonly onRevoke: () => void }) {
  const { name, scope, start, expiresAt, lastUsedAt } = token;
  const hasEnded = Date.parse(expiresAt) <= useNow();
  return (
    <li>
      <div className={css.what}>
        <p className={css.title}>
          <span>{name}</span>
          <span className={css.mark}>{scope === 'read' ? 'Reads' : 'Reads and edits'}</span>
        </p>
        <p className={css.small}>
          <code translate="no">{`${start}…`}</code>
          {lastUsedAt === null ? (
            <span>{' never used'}</span>
          ) : (
            <>
              <span>{' last used '}</span>
              <RelativeTime at={lastUsedAt} />
            </>
          )}
          <span>{`, ${hasEnded ? 'ended' : 'ends'} `}</span>
          <DateTime at={expiresAt} />
        </p>
      </div>
      <Button variant="default" size="xs" onClick={onRevoke}>
        <span>{hasEnded ? 'Remove' : 'Revoke'}</span>
        <span className="visually-hidden">{` ${name}`}</span>
      </Button>
    </li>
  );
}
