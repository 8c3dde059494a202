// Compares the gzipped size of what a browser loads to open the editor with the budget. Walks the static imports of the
// entry and of the editor's route in Vite's manifest. Run it after `vite build --manifest`.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const APP = resolve(import.meta.dirname, '../dist/app');
const ROOTS = ['index.html', 'src/app/editor/editor-page.tsx'];
/** In kB of 1000 bytes, before the first interaction. */
const BUDGETS = { js: 220, css: 36 };

/** @type {Record<string, { file: string, imports?: string[], css?: string[] }>} */
const manifest = JSON.parse(readFileSync(`${APP}/.vite/manifest.json`, 'utf8'));

/** @type {Set<string>} */
const files = new Set();
/** @type {Set<string>} */
const seen = new Set();
/** @param {string} key */
function walk(key) {
  if (seen.has(key)) return;
  seen.add(key);
  const chunk = manifest[key];
  if (!chunk) throw new Error(`The manifest has no ${key}. If the editor's entry has moved, update ROOTS.`);
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
  chunk.imports?.forEach(walk);
}
ROOTS.forEach(walk);

for (const [extension, budget] of Object.entries(BUDGETS)) {
  const parts = [...files]
    .filter((file) => file.endsWith(`.${extension}`))
    .map((file) => ({ file, size: gzipSync(readFileSync(`${APP}/${file}`)).length / 1000 }))
    .toSorted((a, b) => b.size - a.size);
  const sum = parts.reduce((total, { size }) => total + size, 0);
  const verdict = sum > budget ? 'OVER' : 'within';
  console.log(`editor route, ${extension}: ${sum.toFixed(1)} kB gzipped, ${verdict} the budget of ${budget} kB`);
  for (const { file, size } of parts) console.log(`  ${size.toFixed(1).padStart(6)}  ${file}`);
  if (sum > budget) process.exitCode = 1;
}
