import { ErrorState } from '../ui/placeholder.tsx';
import { Page } from './page.tsx';

/** Where drawing a page failed, or its code could not be fetched. */
export function BrokenPage({ error }: { readonly error: Error }) {
  return (
    <Page>
      <ErrorState wholePage title="This page cannot be shown" onRetry={() => window.location.reload()} retrying={false}>
        {error.message}
      </ErrorState>
    </Page>
  );
}
