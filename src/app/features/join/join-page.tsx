import { Button, Stack, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { MIN_PASSWORD_LENGTH, MAX_PASSWORD_LENGTH } from '#contract/endpoint-constants.ts';
import type { Join, JoinAnswer, SessionAnswer } from '#contract/session-endpoints.ts';
import { Refused, request } from '../../api/request.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/placeholder.tsx';
import { usePageTitle } from '../../ui/use-page-title.ts';
import { Form } from '../../forms/form.tsx';
import { PasswordField } from '../../forms/password-field.tsx';
import { useSendForm } from '../../forms/use-send-form.tsx';
import { DateTime } from '../../ui/timestamps.tsx';
import { ROLE_LABELS } from '../../ui/role-labels.ts';
import { AuthLayout } from '../../ui/auth-layout.tsx';
import { resetForUser } from '../../api/replace-session.ts';

const TITLES = {
  first: 'Create the first administrator',
  invited: 'Join Coupon Desk',
  password: 'Choose a new password',
} as const;

/**
 * The target of invitation and password links. Removes the token from the URL at once, to keep it out of the history.
 */
export function JoinPage() {
  const [token] = useState(() => window.location.hash.slice(1));
  const navigate = useNavigate();
  useEffect(() => {
    if (window.location.hash !== '') void navigate({ to: '.', hash: '', replace: true });
  }, [navigate]);
  const look = useQuery({
    queryKey: ['join', token],
    queryFn: () => request('POST /api/join/look', { body: { token } }),
    enabled: token !== '',
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  usePageTitle(look.data ? TITLES[look.data.kind] : 'Join');

  if (look.data)
    return (
      <AuthLayout title={TITLES[look.data.kind]}>
        <JoinForm token={token} link={look.data} />
      </AuthLayout>
    );
  if (token === '' || (look.error instanceof Refused && look.error.status < 500))
    return (
      <main>
        <EmptyState
          wholePage
          title={token === '' ? 'This link is incomplete' : 'This link no longer works'}
          action={<Link to="/series">Sign in</Link>}
        >
          {token === '' ? 'The part after # is missing. Copy the whole link.' : look.error?.message}
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
          <ErrorText error={look.error} />
        </ErrorState>
      </main>
    );
  return (
    <AuthLayout title="Join Coupon Desk">
      <Stack gap="md" role="status" aria-label="Looking up the link">
        <Skeleton width="80%" />
        <Skeleton height="2.25rem" />
        <Skeleton height="2.25rem" />
      </Stack>
    </AuthLayout>
  );
}

/** The fields that a link of this kind asks for. */
const fieldsOf = ({ email, kind }: JoinAnswer) => ({
  ...(email === null ? { email: '' } : {}),
  ...(kind === 'password' ? {} : { name: '' }),
  password: '',
});

function JoinForm({ token, link }: { readonly token: string; readonly link: JoinAnswer }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const state = useSendForm<Omit<Join, 'token'>, SessionAnswer>({
    values: fieldsOf(link),
    send: (values) => request('POST /api/join', { body: { token, ...values } }),
    onSuccess: async (answer) => {
      resetForUser(client, answer);
      await navigate({ to: '/series', replace: true });
    },
  });
  const { isPending, isSuccess } = state.mutation;
  return (
    <>
      <Stack gap="xs" c="var(--ink-2)">
        <About link={link} />
        <p>
          <span>{'The link works once, until '}</span>
          <DateTime at={link.expiresAt} />
          <span>.</span>
        </p>
      </Stack>
      <Form
        state={state}
        actions={
          <Button type="submit" fullWidth loading={isPending || isSuccess}>
            {link.kind === 'password' ? 'Save the password and sign in' : 'Create the account and sign in'}
          </Button>
        }
      >
        {link.email === null ? (
          <TextInput
            label={<span>E-mail</span>}
            type="email"
            autoComplete="username"
            required
            description="Used to sign in. We send no e-mail."
            {...state.field('email')}
          />
        ) : (
          // For password managers: the user name of the password.
          <input type="email" autoComplete="username" value={link.email} readOnly hidden />
        )}
        {link.kind !== 'password' && (
          <TextInput
            label={<span>Your name</span>}
            autoComplete="name"
            maxLength={100}
            required
            description="Colleagues see it next to your changes."
            {...state.field('name')}
          />
        )}
        <PasswordField
          label="Password"
          autoComplete="new-password"
          description={`${MIN_PASSWORD_LENGTH} to ${MAX_PASSWORD_LENGTH} characters of any kind. Use four or five unrelated words. Your name and common passwords are refused.`}
          {...state.field('password')}
        />
      </Form>
    </>
  );
}

function About({ link: { kind, email, role } }: { readonly link: JoinAnswer }) {
  switch (kind) {
    case 'first':
      return <p>There are no accounts yet. The first person to use this link becomes the administrator.</p>;
    case 'invited':
      return (
        <p>
          <span>{'You were invited as '}</span>
          <b>{ROLE_LABELS[role]}</b>
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
          <span>. All sessions that use the old password will end.</span>
        </p>
      );
  }
}
