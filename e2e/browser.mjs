import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const RECORD = fileURLToPath(new URL('../.cache/browser/path', import.meta.url));

/** Arguments for every launch; the sandbox is left to Playwright, which switches it off. */
export const launchArgs = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The browser that `node e2e/ensure-browser.mjs` found and launched, or nothing when it has not run yet.
 * @returns {string | undefined}
 */
export function chromiumPath() {
  try {
    return readFileSync(RECORD, 'utf8').trim() || undefined;
  } catch {
    return process.env['CHROMIUM_PATH'];
  }
}

/** @param {string} path */
export function recordChromiumPath(path) {
  mkdirSync(dirname(RECORD), { recursive: true });
  writeFileSync(RECORD, `${path}\n`);
}
