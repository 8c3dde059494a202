// Finds a Chromium that launches and records its path for playwright.config.ts.
// Tries installed browsers first, then installs one. Reports every failed attempt.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { chromiumPath, launchArgs, recordChromiumPath } from './browser.mjs';

const CACHE = fileURLToPath(new URL('../.cache/browser', import.meta.url));
const PLAYWRIGHT = fileURLToPath(new URL('../node_modules/playwright/cli.js', import.meta.url));
/** The headless shell has no window and needs a sixth less processor time in the tests than Chromium. */
const SYSTEM = ['chromium-headless-shell', 'chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'].map(
  (name) => `/usr/bin/${name}`,
);
const MINUTE = 60_000;

/** @type {string[]} */
const failures = [];

/** @param {string} path */
async function launches(path) {
  try {
    const browser = await chromium.launch({ executablePath: path, args: launchArgs, timeout: MINUTE / 2 });
    const page = await browser.newPage();
    await page.setContent('<h1>Test</h1>');
    await browser.close();
    return true;
  } catch (error) {
    failures.push(`${path}: ${String(error).split('\n', 1)[0]}`);
    return false;
  }
}

/**
 * Runs a command and inherits its output. Returns whether it succeeded.
 * @param {number} minutes time limit
 * @param {string} command
 * @param {string[]} args
 */
function run(minutes, command, args) {
  console.log(`browser: ${command} ${args.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const shell = process.platform === 'win32';
  const result = spawnSync(command, args, { stdio: 'inherit', timeout: minutes * MINUTE, env, shell });
  if (result.status === 0) return true;
  failures.push(`${command} ${args[0]}: ${result.error?.message ?? `exit ${result.status ?? result.signal}`}`);
  return false;
}

function installWithApt() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return [];
  return run(5, 'apt-get', ['update']) && run(10, 'apt-get', ['install', '-y', 'chromium-headless-shell'])
    ? SYSTEM
    : [];
}

/** Installs Chromium from an npm package, which needs neither root nor system libraries. Linux x64 only. */
function installWithNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return [];
  if (!run(10, 'npm', ['install', '--prefix', CACHE, '--no-save', '@sparticuz/chromium@147.0.0'])) return [];
  // The package unpacks into TMPDIR, and unpacks its system libraries only if it detects the AWS Lambda runtime.
  const target = `${CACHE}/unpacked`;
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const script = `import chromium from '@sparticuz/chromium';
    console.log(JSON.stringify([await chromium.executablePath(), process.env.LD_LIBRARY_PATH ?? '']));`;
  const unpack = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: CACHE,
    encoding: 'utf8',
    timeout: 2 * MINUTE,
    env: { ...process.env, TMPDIR: target, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
  });
  if (unpack.status !== 0) {
    failures.push(`@sparticuz/chromium: ${unpack.stderr.trim().split('\n', 1)[0]}`);
    return [];
  }
  const [path, libraries] = JSON.parse(unpack.stdout);
  // A launcher script sets the library path, so that one path is enough to start the browser.
  const launcher = `${CACHE}/chromium`;
  writeFileSync(launcher, `#!/bin/sh\nLD_LIBRARY_PATH='${libraries}' exec '${path}' "$@"\n`);
  chmodSync(launcher, 0o755);
  return [launcher];
}

function installWithPlaywright() {
  return run(10, process.execPath, [PLAYWRIGHT, 'install', 'chromium']) ? [chromium.executablePath()] : [];
}

const present = [process.env['CHROMIUM_PATH'], chromiumPath(), chromium.executablePath(), ...SYSTEM];
const steps = [() => present, installWithApt, installWithNpm, installWithPlaywright];

for (const step of steps) {
  for (const path of new Set(step())) {
    if (!path || !existsSync(path)) continue;
    if (!(await launches(path))) {
      console.log(`browser: ${failures.at(-1)}`);
      continue;
    }
    recordChromiumPath(path);
    console.log(`browser: ${path}`);
    process.exit(0);
  }
}

console.error(
  ['No Chromium could be launched. Install one and set CHROMIUM_PATH to its path. Attempts:', ...failures].join('\n  '),
);
process.exit(1);
