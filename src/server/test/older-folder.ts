import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type { Preferences } from '#contract/me-endpoints.ts';

const FIXTURE = join(import.meta.dirname, '../data/fixtures/data-folder-2026-11-28');

interface OlderFolder {
  /** The administrator's account. */
  readonly email: string;
  readonly password: string;
  readonly token: string;
  readonly cookie: string;
  readonly preferences: Preferences;
  /** The demo account of a marketer. */
  readonly demoToken: string;
  readonly demoCookie: string;
  readonly demoPreferences: Preferences;
  /** The answers of that version to the administrator. */
  readonly answers: readonly { readonly path: string; readonly etag: string | null; readonly text: string }[];
}

/** What is in the folder of `unpackOlderFolder`. */
export const OLDER = JSON.parse(readFileSync(`${FIXTURE}.json`, 'utf8')) as OlderFolder;

/**
 * Unpacks a data folder that the version of 28 November 2026 made and closed: 4 sample series, of which 2 were edited.
 * Of the sample products only 50 were left, to make it smaller.
 */
export function unpackOlderFolder(to: string): void {
  mkdirSync(to, { recursive: true });
  execFileSync('tar', ['-xf', '-', '-C', to], { input: brotliDecompressSync(readFileSync(`${FIXTURE}.tar.br`)) });
}
