import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type RefObject, useState } from 'react';
import { type Person, SESSION_PATH, type SessionAnswer } from '#contract/people.ts';
import { may } from '#domain/permissions.ts';
import { Segmented } from '../../form/controls/segmented.tsx';
import { useTheme } from '../../shell/use-theme.ts';
import { Notice } from '../../ui/notice.tsx';
import { usePanel } from '../../ui/use-panel.ts';
import { Question } from '../people/question.tsx';
import { send } from '../people/send.ts';
import { ROLE_WORDS } from '../people/words.ts';
import css from './account-menu.module.css';
import { startOver } from './take-session.ts';
import { THEMES } from './themes.ts';

interface AccountMenuProps {
  readonly person: Person;
  /** The button that opened it. */
  readonly opener: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

export function AccountMenu({ person, opener, onClose }: AccountMenuProps) {
  const [theme, chooseTheme] = useTheme();
  const [asks, setAsks] = useState(false);
  const panel = usePanel(opener, onClose);
  const leave = useSignOut(onClose);
  const administers = may({ role: person.role, scope: null }, 'administer');

  return (
    <>
      <div {...panel} role="dialog" aria-label="Your account" tabIndex={-1} className={css.panel}>
        <div className={css.who}>
          <p className={css.name}>
            <span>{person.name}</span>
            {person.isDemo && <span className={css.demo}>Demo</span>}
          </p>
          <p className={css.detail}>{ROLE_WORDS[person.role]}</p>
          <p className={css.detail}>{person.email}</p>
        </div>
        <div className={css.group}>
          <Link to="/account" className={css.item} onClick={onClose}>
            Your account
          </Link>
          {administers && (
            <>
              <Link to="/accounts" className={css.item} onClick={onClose}>
                Accounts
              </Link>
              <Link to="/settings" className={css.item} onClick={onClose}>
                Settings
              </Link>
            </>
          )}
        </div>
        <div className={css.theme}>
          <span id="menu-theme-label">Theme</span>
          <Segmented
            id="menu-theme"
            labelledBy="menu-theme-label"
            segments={THEMES}
            value={theme}
            onChange={chooseTheme}
          />
        </div>
        <div className={css.group}>
          <button
            type="button"
            className={css.item}
            aria-busy={leave.isPending || undefined}
            onClick={() => (holdsUnsavedWork() ? setAsks(true) : leave.mutate())}
          >
            Sign out
          </button>
          {leave.error && !asks && (
            <Notice tone="error" live>
              {leave.error.message}
            </Notice>
          )}
        </div>
      </div>
      {asks && (
        <Question
          title="Sign out without saving?"
          does="Sign out and lose the changes"
          busy={leave.isPending}
          problem={leave.error?.message ?? null}
          onDo={() => leave.mutate()}
          onClose={() => setAsks(false)}
        >
          <p>There are changes on this page that are not saved yet.</p>
        </Question>
      )}
    </>
  );
}

/** Asks as the browser would before the page goes: whoever holds unsaved work says so by preventing it. */
const holdsUnsavedWork = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

function useSignOut(onClose: () => void) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => send<SessionAnswer>('DELETE', SESSION_PATH),
    onSuccess: async (answer) => {
      onClose();
      await navigate({ to: '/series', ignoreBlocker: true });
      startOver(client, answer);
    },
  });
}
