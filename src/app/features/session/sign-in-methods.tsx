import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import type { SessionAnswer, SignIn } from '#contract/session-endpoints.ts';
import { type Role, ROLES } from '#domain/permissions.ts';
import { useWrite } from '../../api/use-write.ts';
import { keepHash } from '../../api/kept-hash.ts';
import { Refused, request } from '../../api/request.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { ChevronIcon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Form } from '../../forms/form.tsx';
import { PasswordField } from '../../forms/password-field.tsx';
import { useSendForm } from '../../forms/use-send-form.tsx';
import { ROLE_DESCRIPTIONS, ROLE_LABELS } from '../../ui/role-labels.ts';
import css from './sign-in-methods.module.css';

interface SignInMethodProps {
  readonly onSignedIn: (answer: SessionAnswer) => void;
}

interface DemoCardsProps extends SignInMethodProps {
  readonly roles?: readonly Role[];
  /** In a dialog: focus the first card. */
  readonly takesFocus?: boolean;
}

/** The demo accounts, one per role: one click signs in. */
export function DemoCards({ onSignedIn, roles = ROLES, takesFocus = false }: DemoCardsProps) {
  const { mutate, error, isPending, variables } = useWrite({
    mutationFn: (body: { readonly role: Role }) => request('POST /api/session/demo', { body }),
    onSuccess: onSignedIn,
  });
  return (
    <Stack gap="xs">
      <Stack component="ul" gap="xs">
        {roles.map((role, index) => (
          <li key={role}>
            <button
              type="button"
              className={`surface ${css.card}`}
              data-autofocus={(takesFocus && index === 0) || undefined}
              aria-busy={(isPending && variables?.role === role) || undefined}
              onClick={() => isPending || mutate({ role })}
            >
              <span className={css.role}>{ROLE_LABELS[role]}</span>
              <span className={`secondary ${css.does}`}>{ROLE_DESCRIPTIONS[role]}</span>
              <span className={css.arrow}>
                <ChevronIcon size={18} />
              </span>
            </button>
          </li>
        ))}
      </Stack>
      {error && (
        <Notice tone="error" live>
          <ErrorText error={error} />
        </Notice>
      )}
    </Stack>
  );
}

/** `email` prefills the field. */
export function SignInForm({ onSignedIn, email = '' }: SignInMethodProps & { readonly email?: string }) {
  const state = useSendForm<SignIn, SessionAnswer>({
    values: { email, password: '' },
    send: (body) => request('POST /api/session', { body }),
    onSuccess: onSignedIn,
    // The server does not say which of the two is wrong.
    fieldOf: (error) => (error instanceof Refused && error.status === 401 ? 'password' : undefined),
  });
  return (
    <Form
      state={state}
      actions={
        <Button type="submit" fullWidth loading={state.mutation.isPending}>
          Sign in
        </Button>
      }
    >
      <TextInput
        label={<span>E-mail</span>}
        type="email"
        autoComplete="username"
        required
        data-autofocus={email === '' || undefined}
        {...state.field('email', { deps: 'password' })}
      />
      <PasswordField
        label="Password"
        autoComplete="current-password"
        data-autofocus={email !== '' || undefined}
        {...state.field('password')}
      />
    </Form>
  );
}

interface CompanyButtonProps {
  readonly name: string;
  /** Opens a new tab, to keep the input on this page. */
  readonly newTab?: boolean;
}

/** Starts the company's sign-in, which returns to the current page. */
export function CompanyButton({ name, newTab = false }: CompanyButtonProps) {
  /** `isPending` comes with a later render: until then a second click would open a second tab. */
  const isStarting = useRef(false);
  const { mutate, error, isPending } = useMutation({
    mutationFn: (_tab: Window | null) => {
      const { pathname, search } = window.location;
      if (!newTab) keepHash();
      const returnTo = newTab ? '/series' : pathname + search;
      return request('POST /api/session/oidc', { body: { returnTo } });
    },
    onSuccess: ({ url }, tab) => (tab ?? window).location.assign(url),
    onError: (_error, tab) => tab?.close(),
    onSettled: () => {
      isStarting.current = false;
    },
  });
  function start() {
    if (isStarting.current) return;
    isStarting.current = true;
    // Open the tab during the click: browsers block it later.
    mutate(newTab ? window.open('', '_blank') : null);
  }
  return (
    <>
      <Button variant="default" fullWidth loading={isPending} onClick={start}>{`Sign in with ${name}`}</Button>
      {error && (
        <Notice tone="error" live>
          <ErrorText error={error} />
        </Notice>
      )}
    </>
  );
}
