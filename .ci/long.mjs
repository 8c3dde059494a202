// `npm run long -- crash` runs a test of `npm test` with a larger count. `--count=1000` sets another count, `--seed=7`
// repeats the run of one printed seed.
import { spawnSync } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

/** @typedef {{ count: number, of: string, commands: string[] }} Run */

/** @type {Record<string, Run>} */
const runs = {
  typing: { count: 5000, of: 'inputs', commands: ['npm run --silent build', 'playwright test e2e/typing.spec.ts'] },
  crash: { count: 1000, of: 'rounds', commands: ['vitest run --project server src/server/database/crash.test.ts'] },
  hang: {
    count: 50,
    of: 'rounds',
    commands: ['vitest run --project server --project postgres src/server/database/hang'],
  },
  soak: { count: 1200, of: 'seconds', commands: ['vitest run --project postgres src/server/boot/soak'] },
  redemption: {
    count: 20_000,
    of: 'attempts',
    commands: ['vitest run --project unit src/domain/redemption/redemption-oracle.test.ts'],
  },
  issuance: {
    count: 20_000,
    of: 'attempts',
    commands: ['vitest run --project unit src/domain/issuance/issuance-oracle.test.ts'],
  },
  reachability: {
    count: 2000,
    of: 'series',
    commands: ['vitest run --project unit src/domain/lifetime/reachability-oracle.test.ts'],
  },
  issued: {
    count: 1000,
    of: 'saves',
    commands: ['vitest run --project unit src/domain/change/issued-oracle.test.ts'],
  },
  hostile: { count: 10_000, of: 'requests', commands: ['vitest run --project server src/server/http/hostile'] },
};

const [name = '', ...rest] = process.argv.slice(2);
const run = Object.hasOwn(runs, name) ? runs[name] : undefined;
const options = Object.fromEntries(rest.map((argument) => argument.replace(/^--/, '').split('=')));
const isKnown = Object.entries(options).every(
  ([key, value]) => /^(count|rounds|seed)$/.test(key) && /^\d+$/.test(value),
);
if (!run || !isKnown) {
  const names = Object.entries(runs).map(([key, { count, of }]) => `  ${key}  ${count} ${of}`);
  console.error(`Use: npm run long -- <name> [--count=1000] [--seed=7], where <name> is one of\n${names.join('\n')}`);
  process.exit(1);
}
const ROOT = resolve(import.meta.dirname, '..');
const env = {
  ...process.env,
  PATH: `${resolve(ROOT, 'node_modules/.bin')}${delimiter}${process.env['PATH']}`,
  // `npm run crash` has always taken `--rounds`.
  LONG_COUNT: options['count'] ?? options['rounds'] ?? String(run.count),
  ...(options['seed'] && { LONG_SEED: options['seed'] }),
};
for (const command of run.commands) {
  const { status } = spawnSync(command, { cwd: ROOT, env, shell: true, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
