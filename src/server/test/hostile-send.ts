import { type IncomingHttpHeaders, request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'vitest';

export interface Hostile {
  readonly method: string;
  readonly path: string;
  readonly type?: string | undefined;
  readonly body?: Buffer | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}
interface Raw {
  readonly status: number;
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
}

/** Sends raw HTTP, because fetch would normalise addresses and headers. */
export function send(
  { url }: { url: string },
  { method, path, type, body, headers: extraHeaders }: Hostile,
): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const headers = { ...extraHeaders, ...(type === undefined ? {} : { 'content-type': type }) };
    const call = request(`${url}/`, { method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, text, headers: response.headers });
      });
    });
    call.on('error', reject).end(body);
  });
}

/** Fails on a status of 500 or more, and on an error without the API's envelope. Returns true for a success, also a file. */
export function checkAnswer({ status, text, headers }: Raw, label: string): boolean {
  expect(status, `${label} -> ${text.slice(0, 300)}`).toBeLessThan(500);
  if (status >= 300 && status < 400) return true;
  if (status < 400 && /^(text\/csv|application\/x-ndjson|application\/x-tar)\b/.test(headers['content-type'] ?? ''))
    return true;
  const body: unknown = JSON.parse(text);
  if (status < 400) return true;
  const error = { status: false, code: expect.any(Number), message: expect.stringMatching(/\w/) };
  expect(body, label).toMatchObject({ errors: expect.arrayContaining([expect.objectContaining(error)]) });
  return false;
}

/** Returns the used heap after a garbage collection, MB. */
export function usedMegabytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void; // `--expose-gc` adds it
  collect();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
