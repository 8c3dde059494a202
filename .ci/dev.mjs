// `npm run dev` serves the app with hot reload and restarts the server after each successful build of it. Ctrl-C ends both.
// PORT sets the server's port, `npm run dev -- --port=5173` the app's.
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build, createServer } from 'vite';

const ROOT = resolve(import.meta.dirname, '..');
/** The server ends within 10 s after a stop signal. */
const STOP_TIMEOUT_MS = 12_000;
/** Runs before the server: ends it with its stdin, so that it stops even if this script is killed. Workers load it too. */
const STOP_WITH_STDIN = `data:text/javascript,${encodeURIComponent(`
  import { isMainThread } from 'node:worker_threads';
  if (isMainThread) process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).resume();
`)}`;

/** @typedef {{ stop: () => Promise<void>, ready: Promise<boolean> }} RunningServer */

const appPort = process.argv.find((argument) => argument.startsWith('--port='))?.slice('--port='.length);
process.chdir(ROOT);
process.env['PORT'] ||= '4180';

// Not dist/server, which `npm start` and the tests use. It has no app beside it, so this server serves the API only.
const outDir = resolve(`.cache/dev-server-${process.env['PORT']}`);

/** @type {RunningServer | undefined} */
let server;
let isStopping = false;
let isAnnounced = false;
/** Restarts run one after another. */
let restarting = Promise.resolve();

const onSignal = () => void stop(0);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);

const app = await createServer({
  server: { host: '127.0.0.1', ...(appPort !== undefined && { port: Number(appPort), strictPort: true }) },
});
// Vite's own listener would end this process before the server has stopped.
process.removeAllListeners('SIGTERM').on('SIGTERM', onSignal);
await app.listen();
const appUrl = app.resolvedUrls?.local[0] ?? '';

console.log('Building the server …');
const watcher = await build({ mode: 'development', logLevel: 'error', build: { ssr: true, outDir, watch: {} } });
if (!('on' in watcher)) throw new Error('Vite does not watch.');
watcher.on('event', (event) => {
  if (event.code === 'ERROR') {
    // Vite has printed the error.
    const rest = server === undefined ? 'It starts after the next change.' : 'The old one keeps running.';
    console.error(`The server was not built. ${rest}`);
  }
  if (event.code === 'BUNDLE_END') restarting = restarting.then(restart);
  if (event.code === 'BUNDLE_END' || event.code === 'ERROR') void event.result?.close();
});

async function restart() {
  await server?.stop();
  if (isStopping) return;
  server = startServer();
  const isReady = await server.ready;
  if (isStopping) return;
  if (!isReady) {
    if (!isAnnounced) return void stop(1);
    console.error('The server ended. It starts again after the next change.');
  } else if (isAnnounced) {
    console.log('The server was restarted.');
  } else {
    isAnnounced = true;
    console.log(`Coupon Desk is ready at ${appUrl}`);
  }
}

/** @returns {RunningServer} */
function startServer() {
  // In a process group of its own: Ctrl-C would reach it as a second signal, which ends it at once.
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', '--import', STOP_WITH_STDIN, join(outDir, 'main.js')],
    {
      detached: true,
      stdio: ['pipe', 'pipe', 'inherit'],
      // Links that the server prints lead to the app.
      env: { ...process.env, PUBLIC_URL: process.env['PUBLIC_URL'] || appUrl },
    },
  );
  const exit = new Promise((done) => child.once('exit', done));
  const ready = new Promise((done) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      // Not its address: the app's is the one to open.
      if (line.startsWith('Coupon Desk is ready at ')) done(true);
      else console.log(line);
    });
    void exit.then(() => done(false));
  });
  return {
    ready,
    stop: async () => {
      child.stdin.end();
      const timeout = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await exit;
      clearTimeout(timeout);
    },
  };
}

/** @param {number} code */
async function stop(code) {
  if (isStopping) return;
  isStopping = true;
  await server?.stop();
  process.exit(code);
}
