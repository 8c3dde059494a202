import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import type { RefObject } from 'react';
import { textOf } from './text-of.ts';

/** Copies what a part of the page says, as text. */
export function CopyTextOf({ part }: { readonly part: RefObject<HTMLElement | null> }) {
  const { copy, copied, error } = useClipboard();
  return (
    <>
      <Button variant="default" onClick={() => part.current && copy(textOf(part.current))}>
        Copy as text
      </Button>
      <span role="status" className="secondary">
        {copied ? 'Copied' : error ? 'The browser blocked copying.' : ''}
      </span>
    </>
  );
}
