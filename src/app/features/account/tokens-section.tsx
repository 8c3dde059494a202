import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type MadeToken, type Person, type TokenInfo, TOKENS_PATH } from '#contract/people.ts';
import { useNow } from '../../ui/use-now.ts';
import css from '../people/cards.module.css';
import { Loaded } from '../people/loaded.tsx';
import { Question } from '../people/question.tsx';
import { Section } from '../people/section.tsx';
import { send } from '../people/send.ts';
import { Ago, Moment } from '../people/when.tsx';
import { NewTokenForm } from './new-token-form.tsx';
import { MadeTokenPanel } from './made-token-panel.tsx';
import { tokensQuery } from './queries.ts';

export function TokensSection({ person }: { readonly person: Person }) {
  const client = useQueryClient();
  const tokens = useQuery(tokensQuery());
  const [shows, setShows] = useState<'form' | MadeToken | null>(null);
  const [removing, setRemoving] = useState<TokenInfo | null>(null);
  const remove = useMutation({
    mutationFn: ({ id }: TokenInfo) => send('DELETE', `${TOKENS_PATH}/${id}`),
    onSuccess: async () => {
      setRemoving(null);
      await client.invalidateQueries(tokensQuery());
    },
  });
  return (
    <Section
      title="API tokens"
      about="For scripts that read or edit series over the API, in your name."
      said={remove.isSuccess ? 'Revoked' : null}
    >
      {shows === 'form' && <NewTokenForm role={person.role} onMade={setShows} onClose={() => setShows(null)} />}
      {shows !== null && shows !== 'form' && <MadeTokenPanel made={shows} onClose={() => setShows(null)} />}
      <Loaded query={tokens} what="Your tokens">
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
      </Loaded>
      {shows !== 'form' && (
        <div className={css.foot}>
          <span />
          <Button variant="default" onClick={() => setShows('form')}>
            New token
          </Button>
        </div>
      )}
      {removing && (
        <Question
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
        </Question>
      )}
    </Section>
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
              <Ago at={lastUsedAt} />
            </>
          )}
          <span>{`, ${hasEnded ? 'ended' : 'ends'} `}</span>
          <Moment at={expiresAt} />
        </p>
      </div>
      <Button variant="default" size="xs" onClick={onRevoke}>
        <span>{hasEnded ? 'Remove' : 'Revoke'}</span>
        <span className="visually-hidden">{` ${name}`}</span>
      </Button>
    </li>
  );
}
