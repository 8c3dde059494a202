// Checks production dependencies for known vulnerabilities. Exits with 3 if the registry has no audit endpoint: nothing
// was checked, which is neither a success nor a failure.
import { spawnSync } from 'node:child_process';

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--audit-level=high', '--json'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
  maxBuffer: 64 * 1024 * 1024,
});
/** @type {{ error?: unknown, message?: string, metadata?: { vulnerabilities: Record<string, number> }, vulnerabilities?: Record<string, { severity: string }> }} */
const report = JSON.parse(stdout || '{}');
const found = report.metadata?.vulnerabilities;
if (!found) {
  console.log('audit: this registry does not support npm audit.');
  process.exitCode = 3;
} else {
  const serious = Object.entries(report.vulnerabilities ?? {}).filter(([, { severity }]) =>
    /high|critical/.test(severity),
  );
  for (const [name, { severity }] of serious) console.log(`audit: ${name} has a vulnerability of severity ${severity}`);
  console.log(`audit: ${JSON.stringify(found)}`);
  if (serious.length > 0) process.exitCode = 1;
}
