import { Button, Group } from '@mantine/core';
import { useLayoutEffect, useRef } from 'react';
import type { MadeToken } from '#contract/me-endpoints.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import css from '../../ui/cards.module.css';
import { OneTimeSecret } from '../../ui/one-time-secret.tsx';

export function NewTokenPanel({ made, onClose }: { readonly made: MadeToken; readonly onClose: () => void }) {
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => title.current?.focus(), []);
  const example = `curl -H "Authorization: Bearer ${made.token}" \\\n  "${window.location.origin}/v2/coupon/series?ids=SERIES_ID"`;
  return (
    <div className={css.panel} role="group" aria-labelledby="made-token">
      <h3 id="made-token" ref={title} tabIndex={-1}>{`The token “${made.name}”`}</h3>
      <OneTimeSecret secret={made.token} what="token">
        Copy it now: it is shown only once.
      </OneTimeSecret>
      <Group gap="xs" mt="sm" className="tertiary">
        <span>Read a series with it</span>
        <CopyButton text={example} what="the example" />
      </Group>
      {/* A scrolling region must be focusable, so that the keyboard can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={`inset ${css.code}`} translate="no" tabIndex={0} role="region" aria-label="Example">
        {example}
      </pre>
      <Button variant="default" mt="sm" onClick={onClose}>
        Done
      </Button>
    </div>
  );
}
