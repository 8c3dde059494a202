import { Link } from '@tanstack/react-router';
import { Page } from '../../shell/page.tsx';
import { LockIcon } from '../../ui/icons.tsx';
import { EmptyState } from '../../ui/placeholder.tsx';
import { usePageTitle } from '../../ui/use-page-title.ts';
import css from './read-only.module.css';

/** In place of the editor for whoever may not edit. */
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

/** In place of a button to edit: why there is none, and who can help. */
export function ReadOnlyLine({ why }: { readonly why: string }) {
  return (
    <p className={css.line} id="read-only" tabIndex={-1}>
      <LockIcon size={18} />
      <span>
        <b>Read only.</b>
        <span>{` ${why}`}</span>
      </span>
    </p>
  );
}
