import { Notice } from '../../ui/notice.tsx';
import { inputLabel } from './check-form.tsx';
import { useIgnoredInUrl } from './use-inputs-in-url.ts';

const MAX_NAMES = 10;

/** Names what the address asks for and the check cannot read. */
export function IgnoredNotice() {
  const ignored = useIgnoredInUrl();
  if (ignored.length === 0) return null;
  const names = ignored.slice(0, MAX_NAMES).map(inputLabel);
  const more = ignored.length - names.length;
  return (
    <Notice tone="warn" layout="panel">
      {`The address has values that cannot be read, so the check ignores them: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`}
    </Notice>
  );
}
