/** The number of a message of the API, small and after the message. The API's documentation explains it. */
export function IssueCode({ code }: { readonly code: number | null | undefined }) {
  if (!code) return null;
  return (
    <small className="tertiary tabular" translate="no">
      {` ${code}`}
    </small>
  );
}
