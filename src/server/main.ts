import { fileURLToPath } from 'node:url';
import { readEnv } from './env.ts';
import { serve } from './serve.ts';
import { oneLine, StartError } from './start-error.ts';

/** Where the build puts things, seen from dist/server/main.js. */
const beside = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const files = { worker: beside('./pglite-worker.js'), migrations: beside('./migrations'), app: beside('../app') };

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof StartError ? error.message : `Unexpected error: ${oneLine(error)}`}\n`);
  process.exit(1);
}
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

const serving = serve(readEnv(process.env), files);

let stopping = false;
function stop(): void {
  // The second signal is from somebody who does not want to wait.
  if (stopping) process.exit(1);
  stopping = true;
  serving.close().then((isDone) => process.exit(isDone ? 0 : 1), fail);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

try {
  const { url, firstLink } = await serving.ready;
  const invitation =
    firstLink === null
      ? ''
      : `No administrator has an account yet. This link makes the first, once, within 30 minutes: ${firstLink}\n`;
  if (!stopping) process.stdout.write(`${invitation}Coupon Desk is ready at ${url}\n`);
} catch (error) {
  // Asked to stop, it may well fail to start.
  if (!stopping) {
    await serving.close().catch(() => {});
    fail(error);
  }
}
