import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.ts';

const DEBIAN = '/usr/lib/postgresql';
const STARTS_WITHIN_MS = 30_000;
/** It never has to survive a power cut. */
const HURRY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=100'];

export interface PostgresServer {
  /** The address of a database, of an existing one or one yet to be made. */
  readonly url: (database?: string) => string;
  /** Makes a database and returns its address. */
  readonly create: () => Promise<string>;
  readonly start: () => Promise<void>;
  /** Ends it at once, connections in use too. */
  readonly stop: () => Promise<void>;
  /** Stops it and deletes everything. */
  readonly remove: () => Promise<void>;
}

/** A PostgreSQL server of our own, in a temporary folder. Fails where there is none and none can be installed. */
export async function startPostgres(): Promise<PostgresServer> {
  const bin = findOrInstall();
  const owner = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), 'coupon-desk-postgres-'));
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (owner) for (const path of [folder, data]) chownSync(path, owner.uid, owner.gid);
  const run = { ...owner, cwd: folder };
  initialise(join(bin, 'initdb'), data, run);

  const port = await freePort();
  const url = (database = 'postgres') => `postgres://desk@127.0.0.1:${port}/${database}`;
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, ...HURRY];
  let stopRunning: (() => Promise<void>) | null = null;

  const start = async () => {
    const child = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], {
      ...run,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const killWithUs = () => void child.kill('SIGKILL');
    process.once('exit', killWithUs);
    stopRunning = async () => {
      process.off('exit', killWithUs);
      child.kill('SIGINT');
      await ended;
    };
    const deadline = Date.now() + STARTS_WITHIN_MS;
    while (!(await answers(url()))) {
      if (child.exitCode !== null || Date.now() > deadline) throw new Error(`PostgreSQL did not start: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const stop = async () => {
    await stopRunning?.();
    stopRunning = null;
  };
  await start();

  let made = 0;
  return {
    url,
    create: async () => {
      made += 1;
      return createDatabase(url(), `test_${process.pid}_${made}`);
    },
    start,
    stop,
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Makes a database beside the one whose address is given, and returns its address. */
export async function createDatabase(admin: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  await client.query(`create database "${name}"`);
  await client.end();
  const made = new URL(admin);
  made.pathname = `/${name}`;
  return made.href;
}

function findBinaries(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  const found = folders.find((folder) => ['postgres', 'initdb'].every((name) => existsSync(join(folder, name))));
  // Both look for their other files beside themselves, not beside a link.
  return found === undefined ? null : dirname(realpathSync(join(found, 'postgres')));
}

const apt = (...command: string[]) =>
  spawnSync('apt-get', command, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

function findOrInstall(): string {
  const found = findBinaries();
  if (found !== null) return found;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && spawnSync('apt-get', ['--version']).status === 0) {
    process.stderr.write('There is no PostgreSQL here, so it is installed for the tests.\n');
    const install = () => apt('install', '-y', '--no-install-recommends', 'postgresql');
    if (!install() && apt('update')) install();
  }
  const installed = findBinaries();
  if (installed !== null) return installed;
  throw new Error(
    'The tests need a PostgreSQL server: install one (Debian: apt-get install postgresql), so that "postgres" and "initdb" are in the PATH.',
  );
}

const idOf = (flag: string, user: string) => Number(execFileSync('id', [flag, user], { stdio: 'pipe' }).toString());

/** PostgreSQL refuses to run as root. */
function unprivileged(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  for (const user of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', user), gid: idOf('-g', user) };
    } catch {
      // The next one, then.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is no other user ("postgres" or "nobody").');
}

function initialise(initdb: string, data: string, run: { cwd: string; uid?: number; gid?: number }): void {
  const common = ['-D', data, '-U', 'desk', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  // Sorts as people do, unlike the embedded database: what must sort alike everywhere has to say so itself.
  const icu = spawnSync(initdb, [...common, '--locale-provider=icu', '--icu-locale=en-US'], run);
  if (icu.status === 0) return;
  // Before version 15 there is no such choice.
  const plain = spawnSync(initdb, common, run);
  if (plain.status !== 0) throw new Error(`initdb failed: ${plain.stderr.toString()}`);
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
