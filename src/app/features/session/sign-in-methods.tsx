import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useRef } from 'react';
import type { SessionAnswer, SignIn } from '#contract/session-endpoints.ts';
import { type Role, ROLES } from '#domain/permissions.ts';
import { Refused, request } from '../../api/request.ts';
import { ChevronIcon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/notice.tsx';
import fields from '../../ui/fields.module.css';
import { formErrors } from '../../api/send-form.ts';
import { PasswordField, TextField } from '../../ui/text-field.tsx';
import { ROLE_DESCRIPTIONS, ROLE_LABELS } from '../../ui/role-labels.ts';
import css from './sign-in-methods.module.css';
import { readText } from '../../ui/form-data.ts';

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
  const { mutate, error, isPending, variables } = useMutation({
    mutationFn: (body: { readonly role: Role }) => request('POST /api/session/demo', { body }),
    onSuccess: onSignedIn,
  });
  return (
    <div className={css.demo}>
      <ul className={css.cards}>
        {roles.map((role, index) => (
          <li key={role}>
            <button
              type="button"
              className={css.card}
              data-autofocus={(takesFocus && index === 0) || undefined}
              aria-busy={(isPending && variables.role === role) || undefined}
              onClick={() => isPending || mutate({ role })}
            >
              <span className={css.role}>{ROLE_LABELS[role]}</span>
              <span className={css.does}>{ROLE_DESCRIPTIONS[role]}</span>
              <span className={css.arrow}>
                <ChevronIcon size={18} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {error && (
        <Notice tone="error" live>
          {error.message}
        </Notice>
      )}
    </div>
  );
}

/** `email` prefills the field. */
export function SignInForm({ onSignedIn, email = '' }: SignInMethodProps & { readonly email?: string }) {
  const password = useRef<HTMLInputElement>(null);
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: (body: SignIn) => request('POST /api/session', { body }),
    onSuccess: onSignedIn,
    onError: () => password.current?.select(),
  });
  const isWrong = error instanceof Refused && error.status === 401;
  const errors = formErrors(error, ['email', 'password']);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    event.stopPropagation();
    const form = event.currentTarget;
    if (!isPending) mutate({ email: readText(form, 'email'), password: readText(form, 'password') });
  }

  return (
    <form className={fields.form} onSubmit={submit} onChange={() => error && reset()}>
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={email}
        required
        data-autofocus={email === '' || undefined}
        error={errors.fields['email']}
      />
      <PasswordField
        ref={password}
        label="Password"
        name="password"
        autoComplete="current-password"
        required
        data-autofocus={email !== '' || undefined}
        error={isWrong ? error.message : errors.fields['password']}
      />
      {!isWrong && errors.form !== null && (
        <Notice tone="error" layout="panel" live>
          {errors.form}
        </Notice>
      )}
      <Button type="submit" fullWidth loading={isPending}>
        Sign in
      </Button>
    </form>
  );
}

interface CompanyButtonProps {
  readonly name: string;
  /** Opens a new tab, to keep the input on this page. */
  readonly newTab?: boolean;
}

/** Starts the company's sign-in, which returns to the current page. */
export function CompanyButton({ name, newTab = false }: CompanyButtonProps) {
  const { mutate, error, isPending } = useMutation({
    mutationFn: (_tab: Window | null) => {
      const { pathname, search, hash } = window.location;
      const returnTo = newTab ? '/series' : pathname + search + hash;
      return request('POST /api/session/oidc', { body: { returnTo } });
    },
    onSuccess: ({ url }, tab) => (tab ?? window).location.assign(url),
    onError: (_error, tab) => tab?.close(),
  });
  return (
    <>
      <Button
        variant="default"
        fullWidth
        loading={isPending}
        // Open the tab during the click: browsers block it later.
        onClick={() => mutate(newTab ? window.open('', '_blank') : null)}
      >{`Sign in with ${name}`}</Button>
      {error && (
        <Notice tone="error" live>
          {error.message}
        </Notice>
      )}
    </>
  );
}
