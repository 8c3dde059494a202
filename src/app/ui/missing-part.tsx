import { Notice } from './notice.tsx';

/** Replaces a part that failed: the reason and a retry button. */
export function MissingPart({ why, onRetry }: { readonly why: string; readonly onRetry: () => void }) {
  return (
    <div role="alert" style={{ gridColumn: '1 / -1' }}>
      <Notice tone="warn" layout="panel">
        <span>{`${why} The rest of the page still works. `}</span>
        <button type="button" className="link" onClick={onRetry}>
          Try again
        </button>
      </Notice>
    </div>
  );
}
