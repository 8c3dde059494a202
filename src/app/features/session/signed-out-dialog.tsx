import { useQuery } from '@tanstack/react-query';
import { ROLES } from '#domain/permissions.ts';
import { putAside } from '../../api/signed-out.ts';
import { sessionQuery } from '../../api/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import fields from '../people/fields.module.css';
import { useGoOn } from './take-session.ts';
import { ASKS_WHO } from './use-dialog-keys.ts';
import { useReturnToTab } from './use-return-to-tab.ts';
import ways from './ways-in.module.css';
import { CompanyButton, DemoCards, SignInForm } from './ways-in.tsx';

/** Above everything, also above another dialog: the page beneath it keeps what was typed. */
export function SignedOutDialog({ reason }: { readonly reason: string }) {
  useReturnFocus();
  useReturnToTab();
  const goOn = useGoOn();
  const { data } = useQuery(sessionQuery());
  if (!data?.person) return null;
  const { person, ways: known } = data;
  const usesForm = person.hasPassword || (!person.isDemo && known.oidc === null);
  return (
    <Dialog
      opened
      onClose={() => putAside(true)}
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
