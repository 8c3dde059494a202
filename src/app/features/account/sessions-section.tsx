import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type SessionInfo, SESSIONS_PATH } from '#contract/people.ts';
import { sessionQuery } from '../../api/session.ts';
import { Notice } from '../../ui/notice.tsx';
import css from '../people/cards.module.css';
import { Loaded } from '../people/loaded.tsx';
import { Question } from '../people/question.tsx';
import { Section } from '../people/section.tsx';
import { send } from '../people/send.ts';
import { Ago } from '../people/when.tsx';
import { startOver } from '../session/take-session.ts';
import { agentWords } from './agent-words.ts';
import { sessionsQuery } from './queries.ts';

export function SessionsSection() {
  const client = useQueryClient();
  const sessions = useQuery(sessionsQuery());
  const [asks, setAsks] = useState(false);
  const end = useMutation({
    mutationFn: (id: string) => send('DELETE', `${SESSIONS_PATH}/${id}`),
    // One that has ended by itself meanwhile is gone from the list, too.
    onSettled: () => client.invalidateQueries(sessionsQuery()),
  });
  const endAll = useMutation({
    mutationFn: () => send('DELETE', SESSIONS_PATH),
    onSuccess: () => {
      const session = client.getQueryData(sessionQuery().queryKey);
      if (session) startOver(client, { ...session, person: null });
    },
  });
  return (
    <Section
      title="Sessions"
      about="Where you are signed in. End what you do not know, and change your password."
      said={end.isSuccess ? 'Ended' : null}
    >
      <Loaded query={sessions} what="Your sessions">
        {(list) => (
          <ul className={css.list}>
            {list.map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                ending={end.isPending && end.variables === session.id}
                onEnd={() => end.mutate(session.id)}
              />
            ))}
          </ul>
        )}
      </Loaded>
      <div className={css.foot}>
        {end.error ? (
          <Notice tone="error" live>
            {end.error.message}
          </Notice>
        ) : (
          <span />
        )}
        <Button variant="default" onClick={() => setAsks(true)}>
          Sign out everywhere
        </Button>
      </div>
      {asks && (
        <Question
          title="Sign out everywhere?"
          does="Sign out everywhere"
          busy={endAll.isPending}
          problem={endAll.error?.message ?? null}
          onDo={() => endAll.mutate()}
          onClose={() => setAsks(false)}
        >
          <p>Every session of yours ends, this one included. API tokens go on working.</p>
        </Question>
      )}
    </Section>
  );
}

interface SessionRowProps {
  readonly session: SessionInfo;
  readonly ending: boolean;
  readonly onEnd: () => void;
}

function SessionRow({ session, ending, onEnd }: SessionRowProps) {
  const { isCurrent, createdAt, lastActiveAt, address, agent } = session;
  const name = agentWords(agent);
  return (
    <li>
      <div className={css.what}>
        <p className={css.title}>
          <span title={agent ?? undefined}>{name}</span>
          {isCurrent && (
            <span className={css.mark} data-tone="accent">
              This one
            </span>
          )}
        </p>
        <p className={css.small}>
          <span>{`${address !== null ? `${address}, ` : ''}opened `}</span>
          <Ago at={createdAt} />
          <span>{', last used '}</span>
          <Ago at={lastActiveAt} />
        </p>
      </div>
      {!isCurrent && (
        <Button variant="default" size="xs" loading={ending} onClick={onEnd}>
          <span>End</span>
          <span className="visually-hidden">{` the session ${name}`}</span>
        </Button>
      )}
    </li>
  );
}
