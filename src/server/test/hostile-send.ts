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

/** Bare HTTP: fetch would tidy up addresses and headers. */
export function send({ url }: { url: string }, { method, path, type, body, headers: more }: Hostile): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const headers = { ...more, ...(type === undefined ? {} : { 'content-type': type }) };
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

/** Never a failure of ours, and always the API's envelope with a reason. Tells whether it was a success. */
export function checkAnswer({ status, text }: Raw, asked: string): boolean {
  expect(status, `${asked} -> ${text.slice(0, 300)}`).toBeLessThan(500);
  if (status >= 300 && status < 400) return true;
  const body: unknown = JSON.parse(text);
  if (status < 400) return true;
  const error = { status: false, code: expect.any(Number), message: expect.stringMatching(/\w/) };
  expect(body, asked).toMatchObject({ errors: expect.arrayContaining([expect.objectContaining(error)]) });
  return false;
}

/** What is held in memory once everything that can go has gone. */
export function heldMegabytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void; // what the flag adds
  collect();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
