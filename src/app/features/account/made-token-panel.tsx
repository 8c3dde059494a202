import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { SERIES_PATH } from '#contract/api.ts';
import type { MadeToken } from '#contract/people.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import css from '../people/cards.module.css';
import { ShownOnce } from '../people/shown-once.tsx';

export function MadeTokenPanel({ made, onClose }: { readonly made: MadeToken; readonly onClose: () => void }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const example = `curl -H "Authorization: Bearer ${made.token}" \\\n  "${window.location.origin}${SERIES_PATH}?ids=SERIES_ID"`;
  return (
    <div className={css.panel} role="group" aria-labelledby="made-token">
      <h3 id="made-token" ref={title} tabIndex={-1}>{`The token “${made.name}”`}</h3>
      <ShownOnce secret={made.token} what="token">
        Copy it now: it is shown this once and kept nowhere.
      </ShownOnce>
      <div className={css.choice}>
        <span className={css.small}>
          <span>{'Read a series with it '}</span>
          <CopyButton text={example} what="the example" />
        </span>
      </div>
      {/* A region that scrolls has to be within reach of the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={css.code} translate="no" tabIndex={0} role="region" aria-label="Example">
        {example}
      </pre>
      <div className={css.buttons}>
        <Button variant="default" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}
