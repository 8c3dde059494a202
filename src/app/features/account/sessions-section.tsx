import { Button, Group, Table } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SessionInfo } from '#contract/me-endpoints.ts';
import { sessionQuery } from '../../api/session-query.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import css from '../../ui/cards.module.css';
import { QueryState } from '../../ui/query-state.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CardSection } from '../../ui/card-section.tsx';
import { request } from '../../api/request.ts';
import { useWrite } from '../../api/use-write.ts';
import { StackedTable } from '../../ui/stacked-table.tsx';
import { RelativeTime } from '../../ui/timestamps.tsx';
import { resetForUser } from '../../api/replace-session.ts';
import { userAgentText } from './user-agent-text.ts';
import { sessionsQuery } from './own-account-queries.ts';

export function SessionsSection() {
  const client = useQueryClient();
  const sessions = useQuery(sessionsQuery());
  const [isConfirming, setConfirming] = useState(false);
  const end = useWrite({
    mutationFn: (id: string) => request('DELETE /api/me/sessions/:id', { params: { id } }),
    // After an error, too: the session may have ended meanwhile.
    onSettled: () => client.invalidateQueries(sessionsQuery()),
  });
  const endAll = useWrite({
    mutationFn: () => request('DELETE /api/me/sessions'),
    onSuccess: () => {
      const session = client.getQueryData(sessionQuery().queryKey);
      if (session) resetForUser(client, { ...session, person: null });
    },
  });
  return (
    <CardSection
      title="Sessions"
      description="Where you are signed in. If you do not recognise a session, end it and change your password."
      status={end.isSuccess ? 'Ended' : null}
    >
      <QueryState query={sessions} what="Your sessions">
        {(list) => (
          <StackedTable label="Sessions" columns={['Browser', 'Address', 'Opened', 'Last used']}>
            {list.map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                ending={end.isPending && end.variables === session.id}
                onEnd={() => end.mutate(session.id)}
              />
            ))}
          </StackedTable>
        )}
      </QueryState>
      <div className={`cluster apart ${css.foot}`}>
        {end.error ? (
          <Notice tone="error" live>
            <ErrorText error={end.error} />
          </Notice>
        ) : (
          <span />
        )}
        <Button variant="default" onClick={() => setConfirming(true)}>
          Sign out everywhere
        </Button>
      </div>
      {isConfirming && (
        <ConfirmDialog
          title="Sign out everywhere?"
          confirmLabel="Sign out everywhere"
          isPending={endAll.isPending}
          error={endAll.error}
          onConfirm={() => endAll.mutate()}
          onClose={() => setConfirming(false)}
        >
          <p>All your sessions end, including this one. API tokens keep working.</p>
        </ConfirmDialog>
      )}
    </CardSection>
  );
}

interface SessionRowProps {
  readonly session: SessionInfo;
  readonly ending: boolean;
  readonly onEnd: () => void;
}

function SessionRow({ session, ending, onEnd }: SessionRowProps) {
  const { isCurrent, createdAt, lastActiveAt, address, agent } = session;
  const name = userAgentText(agent);
  return (
    <Table.Tr>
      <Table.Td>
        <p className={`cluster ${css.title}`}>
          <span title={agent ?? undefined}>{name}</span>
          {isCurrent && (
            <span className={css.mark} data-tone="accent">
              This session
            </span>
          )}
        </p>
      </Table.Td>
      <Table.Td data-label="Address">{address ?? 'unknown'}</Table.Td>
      <Table.Td data-label="Opened">
        <RelativeTime at={createdAt} />
      </Table.Td>
      <Table.Td data-label="Last used">
        <RelativeTime at={lastActiveAt} />
      </Table.Td>
      <Table.Td>
        {!isCurrent && (
          <Group justify="flex-end">
            <Button variant="default" size="xs" loading={ending} onClick={onEnd}>
              <span>End</span>
              <span className="visually-hidden">{` the session ${name}`}</span>
            </Button>
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
