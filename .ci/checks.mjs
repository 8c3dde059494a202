// Runs every check of `npm test`, even after one fails, and prints the total counts in the last line.
// `node .ci/checks.mjs --only=lint,unit` runs some of them. `npm run check` also runs the two that `npm test` does not need.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const UNIT_REPORT = 'test-results/unit.json';
const E2E_REPORT = 'test-results/e2e.json';
/** Exit code of a check that could not run here. */
const NOT_CHECKED = 3;
const TIMEOUT_MS = 30 * 60_000;
/** Most checks use one core. */
const AT_ONCE = 2;

/** @typedef {{ passed: number, failed: number }} Count */
/** @typedef {{ name: string, command: string, optional?: boolean, quick?: boolean, report?: string, count?: (report: any) => Count }} Check */
/** @typedef {Count & { name: string }} Result */

/**
 * Stages run one after another. The checks of a stage do not depend on each other and run two at a time, the longest
 * first; a check that uses every core is a stage of its own.
 * @type {Check[][]}
 */
const stages = [
  [
    { name: 'format', command: 'prettier --check --cache --cache-location .cache/prettier --log-level warn .' },
    { name: 'lint', command: 'oxlint' },
    { name: 'types', command: 'tsc --noEmit' },
    { name: 'unused', command: 'knip' },
    { name: 'build-app', command: 'vite build --logLevel warn --manifest' },
    { name: 'build-server', command: 'vite build --logLevel warn --ssr' },
    { name: 'audit', command: 'node .ci/audit.mjs', optional: true },
    { name: 'browser', command: 'node e2e/ensure-browser.mjs' },
  ],
  [{ name: 'budget', command: 'node .ci/budget.mjs' }],
  [
    {
      name: 'unit',
      command: `vitest run --reporter=default --reporter=json --outputFile.json=${UNIT_REPORT}`,
      report: UNIT_REPORT,
      count: (report) => ({
        passed: report.numPassedTests,
        // A file that fails to load contains no failed test, so it is counted separately.
        failed: report.numFailedTests + report.testResults.filter(failedToLoad).length,
      }),
    },
  ],
  [
    {
      name: 'structure',
      command: 'vitest run --project unit src/architecture.test.ts src/vocabulary.test.ts',
      quick: true,
    },
  ],
  [{ name: 'changed', command: 'vitest run --project unit --changed --passWithNoTests', quick: true }],
  [
    {
      name: 'e2e',
      command: 'playwright test',
      report: E2E_REPORT,
      count: ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }),
    },
  ],
];

/** @param {{ status: string, assertionResults: { status: string }[] }} file */
function failedToLoad(file) {
  return file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed');
}

/**
 * @param {Check[]} stage
 * @returns {Promise<Result[]>}
 */
async function runStage(stage) {
  const waiting = [...stage];
  /** @type {Result[]} */
  const results = [];
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift())
      results.push(await run(check, stage.length === 1));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return results;
}

/**
 * @param {Check} check
 * @param {boolean} isAlone prints the output at once; otherwise after the end, so that checks do not mix their lines
 * @returns {Promise<Result>}
 */
async function run({ name, command, optional, report, count }, isAlone) {
  const title = `\n── ${name}: ${command}`;
  if (isAlone) console.log(title);
  if (report) rmSync(resolve(ROOT, report), { force: true });
  const started = Date.now();
  const child = spawn(command, {
    cwd: ROOT,
    shell: true,
    stdio: isAlone ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    timeout: TIMEOUT_MS,
    env: { ...process.env, CI: '1', PATH: `${resolve(ROOT, 'node_modules/.bin')}${delimiter}${process.env['PATH']}` },
  });
  /** @type {Buffer[]} */
  const output = [];
  child.stdout?.on('data', (chunk) => output.push(chunk));
  child.stderr?.on('data', (chunk) => output.push(chunk));
  /** @type {number | null} */
  const code = await new Promise((done) => child.once('close', done).once('error', () => done(null)));
  if (!isAlone) console.log(`${title}\n${Buffer.concat(output).toString().trimEnd()}`.trimEnd());
  if (optional && code === NOT_CHECKED) {
    console.log(`── ${name}: NOT CHECKED, not counted`);
    return { name, passed: 0, failed: 0 };
  }
  const ok = code === 0;
  const result = report && count ? countTests(report, count, ok) : { passed: Number(ok), failed: Number(!ok) };
  const verdict = result.failed === 0 ? 'ok' : 'FAILED';
  const detail = report ? `, ${result.passed} passed, ${result.failed} failed` : '';
  console.log(`── ${name}: ${verdict} in ${((Date.now() - started) / 1000).toFixed(1)} s${detail}`);
  return { name, ...result };
}

/**
 * Counts the tests in a report. A runner that crashed, wrote no report or ran no test counts as failed.
 * @param {string} report
 * @param {(report: any) => Count} count
 * @param {boolean} ok
 * @returns {Count}
 */
function countTests(report, count, ok) {
  try {
    const { passed, failed } = count(JSON.parse(readFileSync(resolve(ROOT, report), 'utf8')));
    const broken = failed === 0 && (!ok || !(passed > 0));
    return { passed, failed: broken ? 1 : failed };
  } catch {
    console.log(`No readable report at ${report}.`);
    return { passed: 0, failed: 1 };
  }
}

const started = Date.now();
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
/** @param {Check} check */
const isWanted = ({ name, quick }) => (only === undefined ? !quick : only.split(',').includes(name));
/** @type {Result[]} */
const results = [];
for (const stage of stages) results.push(...(await runStage(stage.filter(isWanted))));

const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
const broken = results.filter((result) => result.failed > 0).map((result) => result.name);
console.log(`\nAll checks took ${((Date.now() - started) / 1000).toFixed(0)} s.`);
if (broken.length > 0) console.log(`Failed: ${broken.join(', ')}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
