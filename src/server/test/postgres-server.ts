import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.ts';

const DEBIAN = '/usr/lib/postgresql';
const STARTS_WITHIN_MS = 30_000;
/** Faster settings without durability, because the data is temporary. */
const HURRY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=100'];

export interface PostgresServer {
  /** Returns the URL of a database, which need not exist. */
  readonly url: (database?: string) => string;
  /** Creates a database and returns its URL. */
  readonly create: () => Promise<string>;
  readonly start: () => Promise<void>;
  /** Stops the server at once, including active connections. */
  readonly stop: () => Promise<void>;
  /** Stops the server and deletes its data. */
  readonly remove: () => Promise<void>;
}

/** Starts a PostgreSQL server in a temporary folder. Throws if PostgreSQL is missing and cannot be installed. */
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
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
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
      if (child.exitCode !== null || Date.now() > deadline) throw new Error(`PostgreSQL did not start: ${stderr}`);
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

/** Creates a database on the server of the URL `admin`, and returns its URL. */
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
  // Resolves links, because both programs look for their files next to the real path.
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
    process.stderr.write('PostgreSQL is missing and will be installed for the tests.\n');
    const install = () => apt('install', '-y', '--no-install-recommends', 'postgresql');
    if (!install() && apt('update')) install();
  }
  const installed = findBinaries();
  if (installed !== null) return installed;
  throw new Error(
    'The tests need PostgreSQL. Install it (Debian: apt-get install postgresql), so that "postgres" and "initdb" are in the PATH.',
  );
}

const idOf = (flag: string, user: string) => Number(execFileSync('id', [flag, user], { stdio: 'pipe' }).toString());

/** Returns an unprivileged user if this process is root, because PostgreSQL refuses to run as root. */
function unprivileged(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  for (const user of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', user), gid: idOf('-g', user) };
    } catch {
      // The user does not exist: try the next one.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is no other user ("postgres" or "nobody").');
}

function initialise(initdb: string, data: string, run: { cwd: string; uid?: number; gid?: number }): void {
  const common = ['-D', data, '-U', 'desk', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  // Collates by language, unlike the embedded database, so that tests find queries without an explicit collation.
  const icu = spawnSync(initdb, [...common, '--locale-provider=icu', '--icu-locale=en-US'], run);
  if (icu.status === 0) return;
  // PostgreSQL before version 15 has no ICU option.
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
