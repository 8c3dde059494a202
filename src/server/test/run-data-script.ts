import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import { QUICK_WASM } from './quick-wasm.ts';

export interface DataCommandResult {
  readonly code: number | null;
  readonly stderr: string;
  /** Peak memory of the process, MB. */
  readonly peakMb: number;
}

/** Runs the built command in its own process, as npm does. */
export async function runData(
  command: 'export' | 'import',
  variables: Readonly<Record<string, string>>,
  ...files: readonly string[]
): Promise<DataCommandResult> {
  // Only the process itself knows its peak memory. The database's worker thread imports this script too.
  const reportPeakMemory =
    `import { isMainThread } from 'node:worker_threads';` +
    `if (isMainThread) process.on('exit', () => process.stdout.write(String(process.resourceUsage().maxRSS)));`;
  const entry = join(dirname(inject('built').main), `data-${command}.js`);
  const options = [QUICK_WASM, '--import', `data:text/javascript,${reportPeakMemory}`];
  const child = spawn(process.execPath, [...options, entry, ...files], {
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
  return { code, stderr, peakMb: Number(stdout) / 1024 };
}
