import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useEffect, useState } from 'react';
import { PASSWORD_LEAST, PASSWORD_MOST } from '#contract/endpoint-constants.ts';
import type { Join, JoinAnswer } from '#contract/session-endpoints.ts';
import { Refused } from '../../api/request.ts';
import { Notice } from '../../ui/notice.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/placeholder.tsx';
import { usePageTitle } from '../../ui/use-page-title.ts';
import fields from '../../ui/fields.module.css';
import { formErrors } from '../../api/send-form.ts';
import { request } from '../../api/request.ts';
import { PasswordField, TextField } from '../../ui/text-field.tsx';
import { DateTime } from '../../ui/timestamps.tsx';
import { ROLE_LABELS } from '../../ui/role-labels.ts';
import layout from '../../ui/auth-layout.module.css';
import { AuthLayout } from '../../ui/auth-layout.tsx';
import { resetForUser } from '../../api/replace-session.ts';
import { readText } from '../../ui/form-data.ts';

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
          {look.error.message}
        </ErrorState>
      </main>
    );
  return (
    <AuthLayout title="Join Coupon Desk">
      <div className={layout.part} role="status" aria-label="Looking up the link">
        <Skeleton width="80%" />
        <Skeleton height="2.25rem" />
        <Skeleton height="2.25rem" />
      </div>
    </AuthLayout>
  );
}

function JoinForm({ token, link }: { readonly token: string; readonly link: JoinAnswer }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: (body: Join) => request('POST /api/join', { body }),
    onSuccess: async (answer) => {
      resetForUser(client, answer);
      await navigate({ to: '/series', replace: true });
    },
  });
  const errors = formErrors(error, ['email', 'name', 'password']);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    if (isPending) return;
    mutate({
      token,
      password: readText(form, 'password'),
      ...(link.email === null ? { email: readText(form, 'email') } : {}),
      ...(link.kind === 'password' ? {} : { name: readText(form, 'name') }),
    });
  }

  return (
    <>
      <div className={fields.text}>
        <About link={link} />
        <p>
          <span>{'The link works once, until '}</span>
          <DateTime at={link.expiresAt} />
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
            hint="Used to sign in. We send no e-mail."
            error={errors.fields['email']}
          />
        ) : (
          // For password managers: the user name of the password.
          <input type="email" autoComplete="username" value={link.email} readOnly hidden />
        )}
        {link.kind !== 'password' && (
          <TextField
            label="Your name"
            name="name"
            autoComplete="name"
            maxLength={100}
            required
            hint="Colleagues see it next to your changes."
            error={errors.fields['name'] ?? (link.email === null ? undefined : errors.fields['email'])}
          />
        )}
        <PasswordField
          label="Password"
          name="password"
          autoComplete="new-password"
          required
          hint={`${PASSWORD_LEAST} to ${PASSWORD_MOST} characters of any kind. Use four or five unrelated words. Your name and common passwords are refused.`}
          error={errors.fields['password']}
        />
        {errors.form !== null && (
          <Notice tone="error" layout="panel" live>
            {errors.form}
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
