import { Refused } from '../api/request.ts';
import { CopyButton } from './copy-button.tsx';

interface ErrorTextProps {
  readonly error: unknown;
  /** Default: the message of the error. */
  readonly children?: string | undefined;
}

/** Why a request failed. If the cause is at the server: also the id under which its log has the request. */
export function ErrorText({ error, children }: ErrorTextProps) {
  const text = children ?? (error instanceof Error ? error.message : String(error));
  const id = requestIdOf(error);
  // The server repeats the id in the message of an unexpected error.
  return (
    <>
      <span>{text.replace(`, with the id ${id}`, '')}</span>
      <RequestId id={id} />
    </>
  );
}

/** The id of a failed request, to copy it for the operator. */
export function RequestId({ id }: { readonly id: string | null }) {
  if (id === null) return null;
  return (
    <span className="cluster" style={{ flexWrap: 'nowrap' }}>
      <span className="secondary">
        <span>{'Request id '}</span>
        <code translate="no">{id}</code>
      </span>
      <CopyButton text={id} what="request id" />
    </span>
  );
}

/** Null if the server refused the request with a reason, or did not answer. */
export function requestIdOf(error: unknown): string | null {
  return error instanceof Refused && error.status >= 500 ? error.requestId : null;
}
