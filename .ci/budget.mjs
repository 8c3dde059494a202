// Compares what a browser loads to open the editor with the budget: the files that the server's HTML names.
// `e2e/pages.spec.ts` checks that a browser loads no others. Run it after the build of the app.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const APP = resolve(import.meta.dirname, '../dist/app');
/** In kB of 1000 bytes gzipped, and the number of files, until the page is complete and before the first change. */
const BUDGETS = { js: { size: 256, files: 10 }, css: { size: 25, files: 2 }, woff2: { size: 40, files: 1 } };

/** @type {import('./build/page-files.mjs').PageFiles[]} */
const pages = JSON.parse(readFileSync(`${APP}/.vite/pages.json`, 'utf8'));
const editor = pages.find(({ path }) => new RegExp(path).test('/series/1/edit'));
if (!editor) throw new Error('pages.json has no editor. If its address has changed, update this file.');
const html = readFileSync(`${APP}/index.html`, 'utf8');
const everywhere = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, file = '']) => file);
const files = [...new Set([...everywhere, ...editor.scripts, ...editor.styles, ...editor.later])];

for (const [extension, budget] of Object.entries(BUDGETS)) {
  const parts = files
    .filter((file) => file.endsWith(`.${extension}`))
    .map((file) => ({ file, size: gzipSync(readFileSync(`${APP}/${file}`), { level: 9 }).length / 1000 }))
    .toSorted((a, b) => b.size - a.size);
  const sum = parts.reduce((total, { size }) => total + size, 0);
  const isOver = sum > budget.size || parts.length > budget.files;
  console.log(
    `editor, ${extension}: ${sum.toFixed(1)} kB gzipped in ${parts.length} files, ${isOver ? 'OVER' : 'within'} the budget of ${budget.size} kB in ${budget.files}`,
  );
  for (const { file, size } of parts) console.log(`  ${size.toFixed(1).padStart(6)}  ${file}`);
  if (isOver) process.exitCode = 1;
}
