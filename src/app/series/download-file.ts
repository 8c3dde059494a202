import type { EndpointName } from '#contract/endpoints.ts';
import { saveFile } from '../ui/save-file.ts';
import { type AnyInput, buildUrl, type InputArguments } from '../api/endpoint-url.ts';
import { NoAnswer, refusedBy } from '../api/request.ts';
import { reportSessionExpired, sessionEpoch } from '../api/session-expiry.ts';

/**
 * Saves the file that an endpoint answers with, when it is complete. A link would leave the page or fail without a reason
 * if the server refuses. Throws `Refused` or `NoAnswer`.
 */
export function downloadFile<Name extends EndpointName>(name: Name, ...input: InputArguments<Name>): Promise<void>;
export async function downloadFile(name: EndpointName, input: AnyInput = {}): Promise<void> {
  const since = sessionEpoch();
  const [method = ''] = name.split(' ');
  const withBody = input.body !== undefined && {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input.body),
  };
  const response = await fetch(buildUrl(name, input), { method, ...withBody }).catch((error: unknown) => {
    throw new NoAnswer(navigator.onLine ? 'The server cannot be reached.' : 'You are offline.', { cause: error });
  });
  if (!response.ok) {
    const refused = refusedBy(response, await response.json().catch(() => null));
    if (refused.status === 401) reportSessionExpired(refused.message, { since, insists: true });
    throw refused;
  }
  const file = await response.blob().catch((error: unknown) => {
    throw new NoAnswer('The connection broke, and the file was not complete.', { cause: error });
  });
  const [, fileName = 'export'] = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  saveFile(file, fileName);
}
