import { Button } from '@mantine/core';
import { type RefObject, useState } from 'react';
import { curlText } from '#domain/change/curl-text.ts';
import { jsonPatch } from '#domain/change/json-patch.ts';
import type { SharedChange } from '#domain/change/shared-change.ts';
import type { JsonObject } from '#values/json.ts';
import { CHANGE_HASH, encodeChange } from '../../series/change-link.ts';
import { textOf } from '../../ui/text-of.ts';

interface Props {
  readonly change: () => SharedChange;
  /** What a save sends, and the series as it is. */
  readonly request: () => { readonly before: JsonObject; readonly body: JsonObject; readonly revision: string };
  /** False: the user still has to choose what to send. */
  readonly isComplete: boolean;
  /** The part of the review that lists the changes. */
  readonly text: RefObject<HTMLElement | null>;
}

const button = (label: string, onClick: () => Promise<void>, disabled = false) => (
  <Button variant="default" size="compact-xs" disabled={disabled} onClick={() => void onClick()}>
    {label}
  </Button>
);

/** Copies the change for another person: as a link that opens it, as a command, as a patch or as text. */
export function ShareChange({ change, request, isComplete, text }: Props) {
  const [state, setState] = useState('');
  const copy = async (what: string, make: () => string | null | Promise<string | null>) => {
    const made = await make();
    if (made === null) {
      setState('This change is too large for a link. Copy it as JSON patch.');
      return;
    }
    try {
      await navigator.clipboard.writeText(made);
      setState(`${what} copied`);
    } catch {
      setState('The browser blocked copying.');
    }
  };
  const link = async () => {
    const shared = change();
    const encoded = await encodeChange(shared);
    return encoded && `${window.location.origin}/series/${shared.seriesId}/edit#${CHANGE_HASH}${encoded}`;
  };
  const curl = () => {
    const { body, revision } = request();
    return curlText({ origin: window.location.origin, seriesId: change().seriesId, revision, body });
  };
  const patch = () => {
    const { before, body } = request();
    return JSON.stringify(jsonPatch(before, body), null, 1);
  };
  return (
    <div className="cluster" role="group" aria-label="Share this change">
      <span className="secondary">Share</span>
      {button('Copy link', () => copy('Link', link))}
      {button('Copy as text', () => copy('Text', () => text.current && textOf(text.current)))}
      {button('Copy as JSON patch', () => copy('JSON patch', patch), !isComplete)}
      {button('Copy as cURL', () => copy('Command', curl), !isComplete)}
      <span role="status" className="secondary">
        {state}
      </span>
    </div>
  );
}
