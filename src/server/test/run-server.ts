import { spawn } from 'node:child_process';
import { inject } from 'vitest';
import { TOKEN } from './api-token.ts';
import { QUICK_WASM } from './quick-wasm.ts';

/** The slowest start seen, on a busy machine with a log to replay, took a tenth of this. */
const START_TIMEOUT_MS = 120_000;

export interface RunningServer {
  /** The address it printed. Rejects with its stderr if it exits before or does not start in time. */
  readonly ready: Promise<string>;
  /** Returns its output on stdout so far. */
  readonly stdout: () => string;
  readonly exit: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
  readonly signal: (signal: NodeJS.Signals) => void;
}

/** Runs the built server in its own process. By default it uses a free port and has no samples. */
export function runServer(
  variables: Readonly<Record<string, string>>,
  nodeOptions: readonly string[] = [],
): RunningServer {
  const child = spawn(process.execPath, [QUICK_WASM, ...nodeOptions, inject('built').main], {
    env: { PATH: process.env['PATH'], PORT: '0', SAMPLE_DATA: 'off', API_TOKEN: TOKEN, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const exit = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout: output, stderr }));
  });
  const ready = new Promise<string>((resolve, reject) => {
    const timeout = setTimeout(
      () => reject(new Error(`The server was not ready in time: ${stderr}`)),
      START_TIMEOUT_MS,
    ).unref();
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const [, url] = /is ready at (\S+)\n/.exec(output) ?? [];
      if (url === undefined) return;
      clearTimeout(timeout);
      resolve(url);
    });
    void exit.then(({ code }) => reject(new Error(`The server ended with ${code} before it was ready: ${stderr}`)));
  });
  // Tests of a failing start await `exit` only.
  ready.catch(() => {});
  return { ready, stdout: () => output, exit, signal: (signal) => void child.kill(signal) };
}
