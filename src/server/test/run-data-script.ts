import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';

export interface Ended {
  readonly code: number | null;
  readonly stderr: string;
  /** The most memory it held, in MB. */
  readonly peak: number;
}

/** Runs the built command in a process of its own, the way npm does. */
export async function runData(
  command: 'export' | 'import',
  variables: Readonly<Record<string, string>>,
  ...files: readonly string[]
): Promise<Ended> {
  // What a process held at most only the process itself knows. The database's worker thread gets this line too.
  const tell =
    `import { isMainThread } from 'node:worker_threads';` +
    `if (isMainThread) process.on('exit', () => process.stdout.write(String(process.resourceUsage().maxRSS)));`;
  const entry = join(dirname(inject('built').main), `data-${command}.js`);
  const child = spawn(process.execPath, ['--import', `data:text/javascript,${tell}`, entry, ...files], {
    env: { PATH: process.env['PATH'], ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  let stdout = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stderr, peak: Number(stdout) / 1024 };
}
