import { useQueryClient } from '@tanstack/react-query';
import type { SessionAnswer } from '#contract/account-endpoints.ts';
import { Notice } from '../../ui/notice.tsx';
import { usePageTitle } from '../../ui/use-page-title.ts';
import css from '../../ui/auth-layout.module.css';
import { AuthLayout } from '../../ui/auth-layout.tsx';
import { forgetSignInError, signInError } from './sign-in-error.ts';
import { resetForUser } from '../../api/replace-session.ts';
import ways from './sign-in-methods.module.css';
import { CompanyButton, DemoCards, SignInForm } from './sign-in-methods.tsx';

/** Stands in place of the page that was asked for. Its address stays, so that one is there after signing in. */
export function SignInPage({ ways: known }: { readonly ways: SessionAnswer['ways'] | null }) {
  usePageTitle('Sign in');
  const client = useQueryClient();
  const { demo = false, oidc = null, noAccounts = false } = known ?? {};
  const failed = signInError();
  const enter = (answer: SessionAnswer) => {
    forgetSignInError();
    resetForUser(client, answer);
  };
  const title = demo ? 'Try Coupon Desk' : noAccounts ? 'Welcome to Coupon Desk' : 'Sign in to Coupon Desk';
  return (
    <AuthLayout title={title}>
      {failed !== null && (
        <Notice tone="error" layout="panel" live>
          {failed}
        </Notice>
      )}
      {demo && (
        <section className={css.part} aria-labelledby="demo-title">
          <p id="demo-title" className={css.lead}>
            With sample data, on this computer only. Choose whose desk to sit down at:
          </p>
          <DemoCards onSignedIn={enter} />
          <p className={ways.or}>or with an account</p>
        </section>
      )}
      <section className={css.part} aria-label="Sign in">
        {noAccounts ? (
          // With nobody to sign in as, a form would only puzzle.
          <Notice tone="info" layout="panel">
            There is no account yet. The server printed a link when it started: open it to create the first
            administrator. It works for half an hour; starting the server again prints a new one.
          </Notice>
        ) : (
          <SignInForm onSignedIn={enter} />
        )}
        {oidc !== null && (
          <>
            {!noAccounts && <p className={ways.or}>or</p>}
            <CompanyButton name={oidc} />
          </>
        )}
        {!noAccounts && (
          <p className={css.foot}>No account, or the password forgotten? An administrator can send you a link.</p>
        )}
      </section>
    </AuthLayout>
  );
}
