import { Link } from '@tanstack/react-router';
import { EmptyState } from '../ui/placeholder.tsx';
import { usePageTitle } from '../ui/use-page-title.ts';
import { Page } from '../ui/page.tsx';

export function NotFoundPage() {
  usePageTitle('Not found');
  return (
    <Page>
      <EmptyState wholePage title="There is no page at this address" action={<Link to="/series">All series</Link>}>
        The address may be incomplete, or the page has moved.
      </EmptyState>
    </Page>
  );
}
