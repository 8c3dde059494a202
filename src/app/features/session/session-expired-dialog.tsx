import { useQuery } from '@tanstack/react-query';
import { ROLES } from '#domain/permissions.ts';
import { setDismissed } from '../../api/session-expiry.ts';
import { sessionQuery } from '../../api/session-query.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import fields from '../../ui/fields.module.css';
import { useResumeSession } from '../../api/replace-session.ts';
import { ASKS_WHO } from '../../ui/use-dialog-keys.ts';
import { useSessionCheck } from './use-session-check.ts';
import ways from './sign-in-methods.module.css';
import { CompanyButton, DemoCards, SignInForm } from './sign-in-methods.tsx';

/** Above everything, also above another dialog: the page beneath it keeps what was typed. */
export function SessionExpiredDialog({ reason }: { readonly reason: string }) {
  useReturnFocus();
  useSessionCheck();
  const goOn = useResumeSession();
  const { data } = useQuery(sessionQuery());
  if (!data?.person) return null;
  const { person, ways: known } = data;
  const usesForm = person.hasPassword || (!person.isDemo && known.oidc === null);
  return (
    <Dialog
      opened
      onClose={() => setDismissed(true)}
      // `useDialogKeys` has it, so that a dialog beneath this one stays.
      closeOnEscape={false}
      closeOnClickOutside={false}
      zIndex={500}
      size={440}
      title="You have been signed out"
      {...{ [ASKS_WHO]: true }}
    >
      <div className={fields.form}>
        <p className={fields.text}>{`${reason} Everything you typed is still here.`}</p>
        {known.demo && (
          <DemoCards onSignedIn={goOn} roles={person.isDemo ? [person.role] : ROLES} takesFocus={person.isDemo} />
        )}
        {usesForm && (
          <>
            {known.demo && <p className={ways.or}>or with an account</p>}
            <SignInForm onSignedIn={goOn} email={person.email} />
          </>
        )}
        {known.oidc !== null && (
          <>
            {(usesForm || known.demo) && <p className={ways.or}>or</p>}
            <CompanyButton name={known.oidc} aside />
            <Notice tone="info">It opens in a tab of its own. Come back to this one when you are signed in.</Notice>
          </>
        )}
      </div>
    </Dialog>
  );
}
