import { Divider, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ROLES } from '#domain/permissions.ts';
import { request } from '../../api/request.ts';
import { setDismissed } from '../../api/session-expiry.ts';
import { sessionQuery } from '../../api/session-query.ts';
import { Dialog, DialogText } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useResumeSession } from '../../api/replace-session.ts';
import { useSessionCheck } from './use-session-check.ts';
import { CompanyButton, DemoCards, SignInForm } from './sign-in-methods.tsx';

const DEMO_OVER =
  'An administrator has joined, so the demo accounts have ended. Sign in with your own account, or ask an administrator for an invitation.';

/** The ways to sign in now: they may have changed since the page loaded. */
function useCurrentWays() {
  return useQuery({
    queryKey: ['session', 'ways'],
    queryFn: async ({ signal }) => (await request('GET /api/session', { signal })).ways,
    gcTime: 0,
    retry: false,
  });
}

/** Shown above everything, including other dialogs. The page behind it keeps its input. */
export function SessionExpiredDialog({ reason }: { readonly reason: string }) {
  useSessionCheck();
  const onSignedIn = useResumeSession();
  const { data } = useQuery(sessionQuery());
  const current = useCurrentWays();
  if (!data?.person) return null;
  const { person } = data;
  // The first focus depends on the current ways only for demo accounts. If reading them fails, the old ones remain.
  if (person.isDemo && current.isPending) return null;
  const ways = current.data ?? data.ways;
  const isDemoOver = person.isDemo && !ways.demo && !ways.noAccounts;
  const usesForm = person.hasPassword || isDemoOver || (!person.isDemo && ways.oidc === null);
  const why = isDemoOver ? DEMO_OVER : reason;
  return (
    <Dialog
      opened
      onClose={() => setDismissed(true)}
      closeOnClickOutside={false}
      zIndex={500}
      size={440}
      title="You have been signed out"
    >
      <Stack gap="md">
        <DialogText>
          <p>{`${why} Everything you typed is still here.`}</p>
        </DialogText>
        {ways.demo && (
          <DemoCards onSignedIn={onSignedIn} roles={person.isDemo ? [person.role] : ROLES} takesFocus={person.isDemo} />
        )}
        {usesForm && (
          <>
            {ways.demo && <Divider label="or with an account" />}
            <SignInForm onSignedIn={onSignedIn} email={isDemoOver ? '' : person.email} />
          </>
        )}
        {ways.oidc !== null && (
          <>
            {(usesForm || ways.demo) && <Divider label="or" />}
            <CompanyButton name={ways.oidc} newTab />
            <Notice tone="info">Opens in a new tab. Come back to this tab after you sign in.</Notice>
          </>
        )}
      </Stack>
    </Dialog>
  );
}
