import { Divider, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { SessionAnswer } from '#contract/session-endpoints.ts';
import { Notice } from '../../ui/notice.tsx';
import { usePageTitle } from '../../ui/use-page-title.ts';
import { AuthLayout } from '../../ui/auth-layout.tsx';
import { forgetSignInError, signInError } from './sign-in-error.ts';
import { resetForUser } from '../../api/replace-session.ts';
import { CompanyButton, DemoCards, SignInForm } from './sign-in-methods.tsx';

/** Replaces the requested page and keeps its URL, so that the page opens after signing in. */
export function SignInPage({ ways }: { readonly ways: SessionAnswer['ways'] | null }) {
  usePageTitle('Sign in');
  const client = useQueryClient();
  const { demo = false, oidc = null, noAccounts = false } = ways ?? {};
  const failure = signInError();
  const signIn = (answer: SessionAnswer) => {
    forgetSignInError();
    // The page that replaces this one starts at its top.
    window.scrollTo({ top: 0 });
    resetForUser(client, answer);
  };
  const title = demo ? 'Try Coupon Desk' : noAccounts ? 'Welcome to Coupon Desk' : 'Sign in to Coupon Desk';
  return (
    <AuthLayout title={title}>
      {failure !== null && (
        <Notice tone="error" layout="panel" live>
          {failure}
        </Notice>
      )}
      {demo && (
        <Stack component="section" gap="md" aria-labelledby="demo-title">
          <p id="demo-title">With sample data, on this computer only. Choose a role:</p>
          <DemoCards onSignedIn={signIn} />
          <Divider label="or with an account" />
        </Stack>
      )}
      <Stack component="section" gap="md" aria-label="Sign in">
        {noAccounts ? (
          // Without accounts, the sign-in form would be useless.
          <Notice tone="info" layout="panel">
            There are no accounts yet. The server printed a link when it started: open it to create the first
            administrator. The link works for half an hour. Restart the server to get a new one.
          </Notice>
        ) : (
          <SignInForm onSignedIn={signIn} />
        )}
        {oidc !== null && (
          <>
            {!noAccounts && <Divider label="or" />}
            <CompanyButton name={oidc} />
          </>
        )}
        {!noAccounts && (
          <Text size="sm" c="dimmed">
            No account, or forgot your password? An administrator can send you a link.
          </Text>
        )}
      </Stack>
    </AuthLayout>
  );
}
