import { spawn } from 'node:child_process';
import { inject } from 'vitest';
import { TOKEN } from './api-token.ts';

/** A start that takes longer hangs. The slowest seen, on a busy machine with a log to replay, took a tenth of it. */
const READY_WITHIN_MS = 120_000;

export interface RunningServer {
  /** The address it printed. Rejects with what it wrote to stderr when it ends before, or hangs. */
  readonly ready: Promise<string>;
  /** What it has written to stdout so far. */
  readonly said: () => string;
  readonly exit: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
  readonly signal: (signal: NodeJS.Signals) => void;
}

/** Runs the real server in a process of its own: on a free port and without samples, unless the variables say otherwise. */
export function runServer(variables: Readonly<Record<string, string>>): RunningServer {
  const child = spawn(process.execPath, [inject('built').main], {
    env: { PATH: process.env['PATH'], PORT: '0', SAMPLE_DATA: 'off', API_TOKEN: TOKEN, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const exit = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  const ready = new Promise<string>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`The server was not ready in time: ${stderr}`)),
      READY_WITHIN_MS,
    ).unref();
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      const [, url] = /is ready at (\S+)\n/.exec(stdout) ?? [];
      if (url === undefined) return;
      clearTimeout(late);
      resolve(url);
    });
    void exit.then(({ code }) => reject(new Error(`The server ended with ${code} before it was ready: ${stderr}`)));
  });
  // Tests of a failing start look at `exit` alone.
  ready.catch(() => {});
  return { ready, said: () => stdout, exit, signal: (signal) => void child.kill(signal) };
}
