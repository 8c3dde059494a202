import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @typedef {{ url: string, stop: () => Promise<void> }} Desk */

const API_TOKEN = 'token-of-the-bench';
/** Headers of the benchmark's own requests. */
export const BEARER = { authorization: `Bearer ${API_TOKEN}` };

export function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), 'coupon-desk-bench-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/**
 * Starts the built server in its own process on a free port.
 * @param {string} dist
 * @param {Readonly<Record<string, string>>} variables
 * @returns {Promise<Desk>}
 */
export async function startDesk(dist, variables) {
  const child = spawn(process.execPath, [join(dist, 'server/main.js')], {
    env: { PATH: process.env['PATH'], PORT: '0', API_TOKEN, ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = new Promise((resolve) => child.once('close', resolve));
  const url = await new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const [, found] = / is ready at (http\S+)\n/.exec(output) ?? [];
      if (found) resolve(found);
    });
    void exit.then((code) => reject(new Error(`The server ended with ${code}.`)));
  });
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await exit;
    },
  };
}
