import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWhyNot } from '../api/session-query.ts';
import { Page } from './page.tsx';
import { EmptyState } from './placeholder.tsx';

/** Shows the page to administrators; explains to all others why they cannot see it. */
export function AdministratorsOnly({ children }: { readonly children: ReactNode }) {
  const why = useWhyNot('administer');
  if (why === undefined) return null;
  if (why === null) return children;
  return (
    <Page>
      <EmptyState wholePage title="This page is for administrators" action={<Link to="/series">All series</Link>}>
        {why}
      </EmptyState>
    </Page>
  );
}
