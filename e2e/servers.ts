import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { QUICK_WASM } from '../src/server/test/quick-wasm.ts';

const DIST = join(import.meta.dirname, '../dist');
const FOLDERS = join(import.meta.dirname, '../.cache/e2e');
// Generous, for busy machines.
const START_MS = 240_000;

/**
 * The path of a database with the samples, made by the global setup. Copying it is three times as fast as creating one.
 */
export const SEED = 'COUPON_DESK_E2E_SEED';

/** The token of the tests' own requests, with the permissions of an administrator. */
export const API_TOKEN = 'token-of-the-tests';

export interface Running {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export interface Desk extends Running {
  /** The link that creates the first administrator; null if one exists. */
  readonly firstLink: string | null;
}

/** Creates an empty folder. `remove` deletes it. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  mkdirSync(FOLDERS, { recursive: true });
  const path = mkdtempSync(join(FOLDERS, 'data-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Runs `run` with a started server, and stops the server also if `run` fails. */
export async function withServer<S extends Pick<Running, 'stop'>>(
  server: S,
  run: (server: S) => Promise<void>,
): Promise<void> {
  try {
    await run(server);
  } finally {
    await server.stop();
  }
}

/** Starts the built server in its own process on a free port. */
export async function startDesk(dataDir: string, variables: Readonly<Record<string, string>> = {}): Promise<Desk> {
  const { output, ...desk } = await start('main.js', / is ready at (http\S+)\n/, {
    PORT: '0',
    DATA_DIR: dataDir,
    API_TOKEN,
    ...variables,
  });
  return { ...desk, firstLink: /http\S+\/join#\S+/.exec(output)?.[0] ?? null };
}

const copySamples = (folder: string) => cpSync(process.env[SEED] ?? '', folder, { recursive: true });

/** Starts a server with a copy of the samples, or what `fill` writes, in its own folder. `stop` also deletes the folder. */
export async function startFreshDesk(
  variables: Readonly<Record<string, string>> = {},
  fill: (folder: string) => void = copySamples,
): Promise<Desk> {
  const folder = temporaryFolder();
  try {
    fill(folder.path);
    const desk = await startDesk(folder.path, variables);
    return { ...desk, stop: () => desk.stop().finally(folder.remove) };
  } catch (error) {
    folder.remove();
    throw error;
  }
}

/** Starts the double of the coupon API. */
export async function startSandbox(variables: Readonly<Record<string, string>>): Promise<Running> {
  return start('sandbox.js', /Sandbox of the coupon API at (http\S+) /, { SANDBOX_PORT: '0', ...variables });
}

interface Started extends Running {
  /** Output up to the moment it was ready. */
  readonly output: string;
}

async function start(file: string, address: RegExp, variables: Readonly<Record<string, string>>): Promise<Started> {
  const child = spawn(process.execPath, [QUICK_WASM, join(DIST, 'server', file)], {
    env: { PATH: process.env['PATH'], ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    const timeout = setTimeout(() => reject(new Error(`${file} was not ready in time: ${output}`)), START_MS);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const [, found] = address.exec(output) ?? [];
      if (found === undefined) return;
      clearTimeout(timeout);
      resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void exit.then((code) => reject(new Error(`${file} ended with ${code}: ${output}`)));
  }).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return {
    url,
    output,
    stop: async () => {
      child.kill('SIGTERM');
      const code = await exit;
      if (code !== 0) throw new Error(`${file} did not stop cleanly (${code}): ${output}`);
    },
  };
}
