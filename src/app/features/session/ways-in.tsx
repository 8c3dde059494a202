import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useRef } from 'react';
import {
  DEMO_PATH,
  type DemoSignIn,
  type OidcAnswer,
  OIDC_PATH,
  type OidcSignIn,
  SESSION_PATH,
  type SessionAnswer,
  type SignIn,
} from '#contract/people.ts';
import { type Role, ROLES } from '#domain/permissions.ts';
import { Refused } from '../../api/client.ts';
import { ChevronIcon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/notice.tsx';
import fields from '../people/fields.module.css';
import { problemsOf, send } from '../people/send.ts';
import { PasswordField, TextField } from '../people/text-field.tsx';
import { ROLE_DOES, ROLE_WORDS } from '../people/words.ts';
import css from './ways-in.module.css';
import { textIn } from '../people/text-in.ts';

interface WayProps {
  readonly onSignedIn: (answer: SessionAnswer) => void;
}

interface DemoCardsProps extends WayProps {
  readonly roles?: readonly Role[];
  /** In a dialog, the first of them. */
  readonly takesFocus?: boolean;
}

/** The three accounts for trying the product: one press each. */
export function DemoCards({ onSignedIn, roles = ROLES, takesFocus = false }: DemoCardsProps) {
  const { mutate, error, isPending, variables } = useMutation({
    mutationFn: (asked: DemoSignIn) => send<SessionAnswer>('POST', DEMO_PATH, asked),
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
              <span className={css.role}>{ROLE_WORDS[role]}</span>
              <span className={css.does}>{ROLE_DOES[role]}</span>
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

/** `email`: of whom it most likely is. */
export function SignInForm({ onSignedIn, email = '' }: WayProps & { readonly email?: string }) {
  const password = useRef<HTMLInputElement>(null);
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: (asked: SignIn) => send<SessionAnswer>('POST', SESSION_PATH, asked),
    onSuccess: onSignedIn,
    onError: () => password.current?.select(),
  });
  const isWrong = error instanceof Refused && error.status === 401;
  const told = problemsOf(error, ['email', 'password']);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    event.stopPropagation();
    const form = event.currentTarget;
    if (!isPending) mutate({ email: textIn(form, 'email'), password: textIn(form, 'password') });
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
        error={told.fields['email']}
      />
      <PasswordField
        ref={password}
        label="Password"
        name="password"
        autoComplete="current-password"
        required
        data-autofocus={email !== '' || undefined}
        error={isWrong ? error.message : told.fields['password']}
      />
      {!isWrong && told.whole !== null && (
        <Notice tone="error" layout="panel" live>
          {told.whole}
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
  /** In a tab of its own: this page holds what somebody typed. */
  readonly aside?: boolean;
}

/** The company's own sign-in, from where the browser comes back to the page that was asked for. */
export function CompanyButton({ name, aside = false }: CompanyButtonProps) {
  const { mutate, error, isPending } = useMutation({
    mutationFn: (_tab: Window | null) => {
      const { pathname, search, hash } = window.location;
      const asked: OidcSignIn = { returnTo: aside ? '/series' : pathname + search + hash };
      return send<OidcAnswer>('POST', OIDC_PATH, asked);
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
        // A tab that is opened later than the press would be held back by the browser.
        onClick={() => mutate(aside ? window.open('', '_blank') : null)}
      >{`Sign in with ${name}`}</Button>
      {error && (
        <Notice tone="error" live>
          {error.message}
        </Notice>
      )}
    </>
  );
}
