import { setTimeout as sleep } from 'node:timers/promises';
import { loadavg } from 'node:os';

/**
 * Returns the value that this share of the measurements does not exceed.
 * @param {readonly number[]} values
 * @param {number} share
 */
export function percentile(values, share) {
  const sorted = [...values].toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle) - 1] ?? Number.NaN)) / 2;
}

export const load = () => (loadavg()[0] ?? 0).toFixed(2);

const MAX_LOAD = 1.5;

/**
 * Waits until the load is low, because other work distorts the figures. Gives up after the limit; the report includes
 * the load.
 * @param {number} minutes
 */
export async function waitForLowLoad(minutes) {
  const end = Date.now() + minutes * 60_000;
  if (Number(load()) < MAX_LOAD) return;
  console.log(`Load average ${load()}: waiting up to ${minutes} minutes for a load below ${MAX_LOAD}.`);
  while (Number(load()) >= MAX_LOAD && Date.now() < end) await sleep(2000);
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function printTable(head, rows) {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)));
  const line = (/** @type {readonly string[]} */ row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)));
  console.log([head, ...rows].map((row) => line(row).join('  ')).join('\n'));
}
