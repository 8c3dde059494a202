import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';

/** Copies a longer text, and says so. */
export function CopyTextButton({ label, text }: { readonly label: string; readonly text: () => string }) {
  const { copy, copied, error } = useClipboard();
  return (
    <>
      <Button variant="default" onClick={() => copy(text())}>
        {label}
      </Button>
      <span role="status" className="secondary">
        {copied ? 'Copied' : error ? 'The browser blocked copying.' : ''}
      </span>
    </>
  );
}
