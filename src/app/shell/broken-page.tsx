import { ErrorState } from '../ui/placeholder.tsx';
import { Page } from '../ui/page.tsx';

/** Where drawing a page failed, or its code could not be fetched. */
export function BrokenPage({ error }: { readonly error: unknown }) {
  return (
    <Page>
      <ErrorState wholePage title="This page cannot be shown" onRetry={() => window.location.reload()} retrying={false}>
        {error instanceof Error ? error.message : String(error)}
      </ErrorState>
    </Page>
  );
}
