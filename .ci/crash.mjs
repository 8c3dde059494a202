// `npm run crash -- --rounds=1000 --seed=7` runs the crash test of the server for a given number of rounds.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const given = Object.fromEntries(process.argv.slice(2).map((argument) => argument.replace(/^--/, '').split('=')));
const unknown = Object.entries(given).find(
  ([name, value]) => !/^(rounds|seed)$/.test(name) || !/^[1-9]\d*$/.test(value),
);
if (unknown) {
  console.error('Use: npm run crash -- --rounds=1000 --seed=7');
  process.exit(1);
}
const env = {
  ...process.env,
  CRASH_ROUNDS: given['rounds'] ?? '100',
  ...(given['seed'] && { CRASH_SEED: given['seed'] }),
};
const root = resolve(import.meta.dirname, '..');
const vitest = resolve(root, 'node_modules/vitest/vitest.mjs');
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'server', 'src/server/database/crash.test.ts'],
  { cwd: root, env, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
