import { Notice } from '../../../ui/notice.tsx';

interface SearchFailureProps {
  readonly why: string;
  readonly onRetry: () => void;
}

/** A failed search with a retry button. */
export function SearchFailure({ why, onRetry }: SearchFailureProps) {
  return (
    <Notice tone="error" layout="panel" live>
      <span>{`The directory could not be searched. ${why} `}</span>
      <button type="button" className="link" onClick={onRetry}>
        Try again
      </button>
    </Notice>
  );
}
