// Known weaknesses of what runs in production, from the registry's own list. Ends with 3 where the registry has none to ask: then
// nothing was checked, which is neither a success nor a failure.
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
  console.log('audit: this registry has no list of weaknesses.');
  process.exitCode = 3;
} else {
  const grave = Object.entries(report.vulnerabilities ?? {}).filter(([, { severity }]) =>
    /high|critical/.test(severity),
  );
  for (const [name, { severity }] of grave) console.log(`audit: ${name} has a weakness that is ${severity}`);
  console.log(`audit: ${JSON.stringify(found)}`);
  if (grave.length > 0) process.exitCode = 1;
}
