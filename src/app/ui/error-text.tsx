import { Refused } from '../api/request.ts';
import { CopyButton } from './copy-button.tsx';

interface ErrorTextProps {
  readonly error: unknown;
  /** Default: the message of the error. */
  readonly children?: string | undefined;
}

/** Why a request failed. If the cause is at the server: also the id under which its log has the request. */
export function ErrorText({
  error,
  children = error instanceof Error ? error.message : String(error),
}: ErrorTextProps) {
  const id = error instanceof Refused && error.status >= 500 && error.requestId;
  return (
    <>
      {/* The server repeats the id in the message of an unexpected error. */}
      <span>{children.replace(`, with the id ${id}`, '')}</span>
      {id && (
        <span className="cluster" style={{ flexWrap: 'nowrap' }}>
          <span className="secondary">
            <span>Request id </span>
            <code translate="no">{id}</code>
          </span>
          <CopyButton text={id} what="request id" />
        </span>
      )}
    </>
  );
}
