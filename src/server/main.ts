import { fileURLToPath } from 'node:url';
import { readEnv } from './environment/env.ts';
import { serve } from './boot/serve.ts';
import { oneLine, StartError } from './environment/errors.ts';

/** Resolves a path from dist/server/main.js, where the build puts this file. */
const fileNextToBuild = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const files = {
  worker: fileNextToBuild('./pglite-worker.js'),
  migrations: fileNextToBuild('./migrations'),
  app: fileNextToBuild('../app'),
};

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof StartError ? error.message : `Unexpected error: ${oneLine(error)}`}\n`);
  process.exit(1);
}
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

const serving = serve(readEnv(process.env), files);

let stopping = false;
function stop(): void {
  // A second signal ends the process at once.
  if (stopping) process.exit(1);
  stopping = true;
  serving.close().then((isDone) => process.exit(isDone ? 0 : 1), fail);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

try {
  const { url, firstLink } = await serving.ready;
  const firstLinkText =
    firstLink === null
      ? ''
      : `No administrator has an account yet. This link makes the first, once, within 30 minutes: ${firstLink}\n`;
  if (!stopping) process.stdout.write(`${firstLinkText}Coupon Desk is ready at ${url}\n`);
} catch (error) {
  // A signal during the start may make the start fail, which is not an error then.
  if (!stopping) {
    await serving.close().catch(() => {});
    fail(error);
  }
}
