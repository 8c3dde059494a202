import { Link } from '@tanstack/react-router';
import { Page } from './page.tsx';
import { LockIcon } from './icons.tsx';
import { EmptyState } from './placeholder.tsx';
import { usePageTitle } from './use-page-title.ts';
import css from './read-only.module.css';

/** Replaces the editor for users without the right to edit. */
export function ReadOnlyPage({ id, why }: { readonly id: number; readonly why: string }) {
  usePageTitle(`Series ${id}, read only`);
  return (
    <Page>
      <EmptyState
        wholePage
        title="You can read this series, not edit it"
        action={
          <Link to="/series/$id" params={{ id }}>
            Read the series
          </Link>
        }
      >
        {why}
      </EmptyState>
    </Page>
  );
}

/** Replaces the edit button: why the user cannot edit, and who can help. */
export function ReadOnlyLine({ why }: { readonly why: string }) {
  return (
    <p className={`surface secondary ${css.line}`} id="read-only" tabIndex={-1}>
      <LockIcon size={18} />
      <span>
        <b>Read only.</b>
        <span>{` ${why}`}</span>
      </span>
    </p>
  );
}
