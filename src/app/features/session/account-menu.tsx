import { SegmentedControl } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type RefObject, useState } from 'react';
import type { Person } from '#contract/session-endpoints.ts';
import { may } from '#domain/permissions.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { useTheme } from '../../ui/use-theme.ts';
import { Notice } from '../../ui/notice.tsx';
import { usePanel } from '../../ui/use-panel.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { request } from '../../api/request.ts';
import { useWrite } from '../../api/use-write.ts';
import { ROLE_LABELS } from '../../ui/role-labels.ts';
import cards from '../../ui/cards.module.css';
import css from './account-menu.module.css';
import { resetForUser } from '../../api/replace-session.ts';
import { THEMES } from '../../ui/themes.ts';

interface AccountMenuProps {
  readonly person: Person;
  /** The button that opened it. */
  readonly opener: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

export function AccountMenu({ person, opener, onClose }: AccountMenuProps) {
  const [theme, chooseTheme] = useTheme();
  const [isConfirming, setConfirming] = useState(false);
  const panel = usePanel(opener, onClose);
  const signOut = useSignOut(onClose);
  const isAdministrator = may({ role: person.role, scope: null }, 'administer');

  return (
    <>
      <div ref={panel} role="dialog" aria-label="Your account" tabIndex={-1} className={`surface float ${css.panel}`}>
        <div className={css.who}>
          <p className={`cluster ${cards.title}`}>
            <span>{person.name}</span>
            {person.isDemo && <span className={cards.mark}>Demo</span>}
          </p>
          <p className="tertiary">{ROLE_LABELS[person.role]}</p>
          <p className="tertiary">{person.email}</p>
        </div>
        <div className={css.group}>
          <Link to="/account" className={css.item} onClick={onClose}>
            Your account
          </Link>
          <Link to="/history" className={css.item} onClick={onClose}>
            History of all series
          </Link>
          {isAdministrator && (
            <>
              <Link to="/accounts" className={css.item} onClick={onClose}>
                Accounts
              </Link>
              <Link to="/settings" className={css.item} onClick={onClose}>
                Settings
              </Link>
              <Link to="/settings/server" className={css.item} onClick={onClose}>
                Server
              </Link>
            </>
          )}
        </div>
        <div className={`rows secondary ${css.theme}`}>
          <span id="menu-theme-label">Theme</span>
          <SegmentedControl
            fullWidth
            aria-labelledby="menu-theme-label"
            data={[...THEMES]}
            value={theme}
            onChange={chooseTheme}
          />
        </div>
        <div className={css.group}>
          <button
            type="button"
            className={css.item}
            aria-busy={signOut.isPending || undefined}
            onClick={() => (holdsUnsavedWork() ? setConfirming(true) : signOut.mutate())}
          >
            Sign out
          </button>
          {signOut.error && !isConfirming && (
            <Notice tone="error" live>
              <ErrorText error={signOut.error} />
            </Notice>
          )}
        </div>
      </div>
      {isConfirming && (
        <ConfirmDialog
          title="Sign out without saving?"
          confirmLabel="Sign out and lose the changes"
          isPending={signOut.isPending}
          error={signOut.error}
          onConfirm={() => signOut.mutate()}
          onClose={() => setConfirming(false)}
        >
          <p>This page has unsaved changes.</p>
        </ConfirmDialog>
      )}
    </>
  );
}

/** Fires `beforeunload` as the browser does before it closes the page. Forms with unsaved changes prevent it. */
const holdsUnsavedWork = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

function useSignOut(onClose: () => void) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useWrite({
    mutationFn: () => request('DELETE /api/session'),
    onSuccess: async (answer) => {
      onClose();
      await navigate({ to: '/series', ignoreBlocker: true });
      resetForUser(client, answer);
    },
  });
}
