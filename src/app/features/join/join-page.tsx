import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useEffect, useState } from 'react';
import {
  type Join,
  JOIN_LOOK_PATH,
  JOIN_PATH,
  type JoinAnswer,
  PASSWORD_LEAST,
  PASSWORD_MOST,
  type SessionAnswer,
} from '#contract/people.ts';
import { Refused } from '../../api/client.ts';
import { Notice } from '../../ui/notice.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/placeholder.tsx';
import { usePageTitle } from '../../ui/use-page-title.ts';
import fields from '../people/fields.module.css';
import { problemsOf, send } from '../people/send.ts';
import { PasswordField, TextField } from '../people/text-field.tsx';
import { Moment } from '../people/when.tsx';
import { ROLE_WORDS } from '../people/words.ts';
import door from '../session/door-page.module.css';
import { DoorPage } from '../session/door-page.tsx';
import { startOver } from '../session/take-session.ts';
import { textIn } from '../people/text-in.ts';

const TITLES = {
  first: 'Create the first administrator',
  invited: 'Join Coupon Desk',
  password: 'Choose a new password',
} as const;

/** Where a link to join leads. What is secret in it leaves the address at once, so that nobody finds it in the browser's history. */
export function JoinPage() {
  const [token] = useState(() => window.location.hash.slice(1));
  const navigate = useNavigate();
  useEffect(() => {
    if (window.location.hash !== '') void navigate({ to: '.', hash: '', replace: true });
  }, [navigate]);
  const look = useQuery({
    queryKey: ['join', token],
    queryFn: () => send<JoinAnswer>('POST', JOIN_LOOK_PATH, { token }),
    enabled: token !== '',
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  usePageTitle(look.data ? TITLES[look.data.kind] : 'Join');

  if (look.data)
    return (
      <DoorPage title={TITLES[look.data.kind]}>
        <JoinForm token={token} link={look.data} />
      </DoorPage>
    );
  if (token === '' || (look.error instanceof Refused && look.error.status < 500))
    return (
      <main>
        <EmptyState
          wholePage
          title={token === '' ? 'This address is not complete' : 'This link does not work any more'}
          action={<Link to="/series">Sign in</Link>}
        >
          {token === ''
            ? 'The link to join has a long part behind a #, which is missing here. Copy the whole link.'
            : look.error?.message}
        </EmptyState>
      </main>
    );
  if (look.error)
    return (
      <main>
        <ErrorState
          wholePage
          title="The link could not be looked up"
          onRetry={() => void look.refetch()}
          retrying={look.isFetching}
        >
          {look.error.message}
        </ErrorState>
      </main>
    );
  return (
    <DoorPage title="Join Coupon Desk">
      <div className={door.part} role="status" aria-label="Looking up the link">
        <Skeleton width="80%" />
        <Skeleton height="2.25rem" />
        <Skeleton height="2.25rem" />
      </div>
    </DoorPage>
  );
}

function JoinForm({ token, link }: { readonly token: string; readonly link: JoinAnswer }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: (asked: Join) => send<SessionAnswer>('POST', JOIN_PATH, asked),
    onSuccess: async (answer) => {
      startOver(client, answer);
      await navigate({ to: '/series', replace: true });
    },
  });
  const told = problemsOf(error, ['email', 'name', 'password']);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    if (isPending) return;
    mutate({
      token,
      password: textIn(form, 'password'),
      ...(link.email === null ? { email: textIn(form, 'email') } : {}),
      ...(link.kind === 'password' ? {} : { name: textIn(form, 'name') }),
    });
  }

  return (
    <>
      <div className={fields.text}>
        <About link={link} />
        <p>
          <span>{'The link works once, until '}</span>
          <Moment at={link.expiresAt} />
          <span>.</span>
        </p>
      </div>
      <form className={fields.form} onSubmit={submit}>
        {link.email === null ? (
          <TextField
            label="E-mail"
            name="email"
            type="email"
            autoComplete="username"
            required
            hint="You sign in with it. Nothing is sent to it."
            error={told.fields['email']}
          />
        ) : (
          // A password manager keeps the password under this name.
          <input type="email" autoComplete="username" value={link.email} readOnly hidden />
        )}
        {link.kind !== 'password' && (
          <TextField
            label="Your name"
            name="name"
            autoComplete="name"
            maxLength={100}
            required
            hint="Colleagues see it beside what you change."
            error={told.fields['name'] ?? (link.email === null ? undefined : told.fields['email'])}
          />
        )}
        <PasswordField
          label="Password"
          name="password"
          autoComplete="new-password"
          required
          hint={`${PASSWORD_LEAST} to ${PASSWORD_MOST} characters of any kind. Four or five words that do not belong together are good; your name or a common password is refused.`}
          error={told.fields['password']}
        />
        {told.whole !== null && (
          <Notice tone="error" layout="panel" live>
            {told.whole}
          </Notice>
        )}
        <Button type="submit" fullWidth loading={isPending || isSuccess}>
          {link.kind === 'password' ? 'Save the password and sign in' : 'Create the account and sign in'}
        </Button>
      </form>
    </>
  );
}

function About({ link: { kind, email, role } }: { readonly link: JoinAnswer }) {
  switch (kind) {
    case 'first':
      return <p>Nobody has an account here yet. Whoever opens this link first becomes the administrator.</p>;
    case 'invited':
      return (
        <p>
          <span>{'You were invited as '}</span>
          <b>{ROLE_WORDS[role]}</b>
          <span>{'. You will sign in with '}</span>
          <b>{email}</b>
          <span>.</span>
        </p>
      );
    case 'password':
      return (
        <p>
          <span>{'For the account '}</span>
          <b>{email}</b>
          <span>. Whoever is signed in with the old password will be signed out.</span>
        </p>
      );
  }
}
