import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SEED, startDesk, temporaryFolder } from './servers.ts';

const ROOT = resolve(import.meta.dirname, '..');
const SOURCES = ['src', '.ci/build', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];
const BUILT = ['dist/app/index.html', 'dist/server/main.js', 'dist/server/sandbox.js'];

const changedAt = (path: string) => statSync(join(ROOT, path)).mtimeMs;

function newest(path: string): number {
  const children = statSync(join(ROOT, path)).isDirectory() ? readdirSync(join(ROOT, path)) : [];
  return Math.max(changedAt(path), ...children.map((child) => newest(join(path, child))));
}

function isStale(): boolean {
  if (!BUILT.every((path) => existsSync(join(ROOT, path)))) return true;
  return Math.max(...SOURCES.map(newest)) > Math.min(...BUILT.map(changedAt));
}

/** Builds the app if the build is stale, and creates a database with the samples that every server copies. */
export default async function setUp(): Promise<() => void> {
  if (isStale()) execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' });
  execFileSync('npx', ['vite', 'build', '--logLevel', 'warn', '--config', 'e2e/playground/vite.config.ts'], {
    cwd: ROOT,
  });
  const seed = temporaryFolder();
  const desk = await startDesk(seed.path);
  await desk.stop();
  process.env[SEED] = seed.path;
  return seed.remove;
}
