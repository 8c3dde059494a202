import { ErrorText } from '../ui/error-text.tsx';
import { ErrorState } from '../ui/placeholder.tsx';
import { Page } from '../ui/page.tsx';

/** Shown if a page crashes or its code fails to load. */
export function BrokenPage({ error }: { readonly error: unknown }) {
  return (
    <Page>
      <ErrorState wholePage title="This page cannot be shown" onRetry={() => window.location.reload()} retrying={false}>
        <ErrorText error={error} />
      </ErrorState>
    </Page>
  );
}
