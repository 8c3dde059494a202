import { Divider, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ROLES } from '#domain/permissions.ts';
import { setDismissed } from '../../api/session-expiry.ts';
import { sessionQuery } from '../../api/session-query.ts';
import { Dialog, DialogText } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useResumeSession } from '../../api/replace-session.ts';
import { useSessionCheck } from './use-session-check.ts';
import { CompanyButton, DemoCards, SignInForm } from './sign-in-methods.tsx';

/** Shown above everything, including other dialogs. The page behind it keeps its input. */
export function SessionExpiredDialog({ reason }: { readonly reason: string }) {
  useSessionCheck();
  const onSignedIn = useResumeSession();
  const { data } = useQuery(sessionQuery());
  if (!data?.person) return null;
  const { person, ways } = data;
  const usesForm = person.hasPassword || (!person.isDemo && ways.oidc === null);
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
          <p>{`${reason} Everything you typed is still here.`}</p>
        </DialogText>
        {ways.demo && (
          <DemoCards onSignedIn={onSignedIn} roles={person.isDemo ? [person.role] : ROLES} takesFocus={person.isDemo} />
        )}
        {usesForm && (
          <>
            {ways.demo && <Divider label="or with an account" />}
            <SignInForm onSignedIn={onSignedIn} email={person.email} />
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
