import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { expect, it } from 'vitest';

const CONFIG = fileURLToPath(new URL('../test/wrong-zone.config.ts', import.meta.url));

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});

/** Runs one edit of the comparison, on the embedded source and on the sandbox, with the right or wrong date code of the product. */
async function compare(dates: 'right' | 'wrong') {
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', CONFIG, '--project', dates];
  const child = spawn(process.execPath, [...vitest, '--reporter', 'json', '--testNamePattern', 'Renamed'], {
    // The variables of the running vitest would confuse the second one.
    env: Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('VITEST'))),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const report = reportSchema.parse(JSON.parse(await text(child.stdout)));
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  return results.filter(({ status }) => status !== 'skipped' && status !== 'pending');
}

// The only test that replaces our own code: an offset that the sandbox shared with the product would be wrong in both.
it('the sandbox finds a wrong offset in the date code of the product', async () => {
  const [right, wrong] = await Promise.all([compare('right'), compare('wrong')]);
  expect(right.map(({ status }) => status)).toEqual(['passed', 'passed']);

  const [embedded, sandbox] = wrong;
  expect(embedded?.fullName).toContain('by the embedded');
  // The product is wrong in the same way everywhere, and so agrees with itself.
  expect(embedded?.status).toBe('passed');
  expect(sandbox?.fullName).toContain('by the sandbox');
  expect(sandbox?.status).toBe('failed');
  expect(sandbox?.failureMessages.join()).toContain('AssertionError');
  expect(sandbox?.failureMessages.join()).toContain('validTillDate');
});
