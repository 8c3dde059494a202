import { ErrorText } from '../../../ui/error-text.tsx';
import { Notice } from '../../../ui/notice.tsx';

interface SearchFailureProps {
  readonly error: Error;
  readonly onRetry: () => void;
}

/** A failed search with a retry button. */
export function SearchFailure({ error, onRetry }: SearchFailureProps) {
  return (
    <Notice tone="error" layout="panel" live>
      <ErrorText error={error}>{`The directory could not be searched. ${error.message} `}</ErrorText>
      <button type="button" className="link" onClick={onRetry}>
        Try again
      </button>
    </Notice>
  );
}
