// npm run bench -- [--loads=7] [--series=1000,100000] [--only=browser|server] [--dist=<folder>] [--against=<another>] [--wait=10]
// Compares the editor with a minimal page (the floor) and with the libraries alone, then measures the server.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { chooseProducts, measureBrowser } from './browser.mjs';
import { startDesk, temporaryFolder } from './desk.mjs';
import { bare, editor, floor } from './pages.mjs';
import { measureServer } from './server.mjs';
import { load, median, percentile, printTable, waitForLowLoad } from './stats.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const PAGES = join(import.meta.dirname, 'pages');
const WORK = join(ROOT, '.cache/bench');
const REPORT = join(ROOT, 'test-results/bench.json');

/** The longest product list that the API accepts. It must not slow down the editor. */
const MANY_PRODUCTS = { name: 'ours, 10,000 products', goal: 1.2 };

const { values: options } = parseArgs({
  options: {
    loads: { type: 'string', default: '7' },
    series: { type: 'string', default: '1000' },
    only: { type: 'string', default: 'browser,server' },
    dist: { type: 'string', default: 'dist' },
    against: { type: 'string' },
    wait: { type: 'string', default: '10' },
  },
});

/** The browser figures. `goal` is the allowed multiple of the floor. */
const FIGURES = /** @type {const} */ ([
  { name: 'load', label: 'Cold load until editable', summarize: median, goal: 3.6 },
  { name: 'complete', label: 'Cold load until complete', summarize: median, goal: null },
  {
    name: 'key',
    label: 'Key to next frame, p95',
    summarize: (/** @type {number[]} */ all) => percentile(all, 0.95),
    goal: 1.3,
  },
  { name: 'busy', label: 'Main thread busy per key', summarize: median, goal: 1.6 },
  { name: 'gate', label: 'Gate change until its field', summarize: median, goal: 4 },
  { name: 'save', label: 'Save until warnings', summarize: median, goal: 5 },
  { name: 'kilobytes', label: 'Scripts and styles, kB sent', summarize: median, goal: null },
]);

/**
 * Copies a build and adds the pages it is compared with, so that one server serves all of them.
 * @param {string} dist
 * @param {string} name
 */
async function prepareBuild(dist, name) {
  const target = join(WORK, name);
  rmSync(target, { recursive: true, force: true });
  cpSync(resolve(ROOT, dist), target, { recursive: true });
  cpSync(join(PAGES, 'floor.html'), join(target, 'app/floor.html'));
  cpSync(join(PAGES, 'floor.js'), join(target, 'app/assets/floor.js'));
  await build({
    root: PAGES,
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      target: 'es2023',
      outDir: join(target, 'app'),
      emptyOutDir: false,
      rolldownOptions: { input: join(PAGES, 'bare.html') },
    },
  });
  return target;
}

async function browser() {
  const ours = await prepareBuild(options.dist, 'ours');
  const builds = [
    { subject: editor, dist: ours },
    { subject: { ...editor, name: MANY_PRODUCTS.name }, dist: ours },
  ];
  if (options.against !== undefined)
    builds.push({ subject: { ...editor, name: 'against' }, dist: await prepareBuild(options.against, 'against') });
  await waitForLowLoad(Number(options.wait));
  const loadBefore = load();
  console.log(`\nBrowser, CPU slowed down 4 times, ${options.loads} fresh loads; load average ${loadBefore}`);
  const desks = [];
  const folders = [];
  try {
    for (const { dist } of builds) {
      const folder = temporaryFolder();
      folders.push(folder);
      desks.push(await startDesk(dist, { DATA_DIR: folder.path }));
    }
    const urls = desks.map(({ url }) => url);
    await chooseProducts(urls[1] ?? '', 10_000);
    const targets = [
      { subject: floor, url: urls[0] ?? '' },
      { subject: bare, url: urls[0] ?? '' },
      ...builds.map(({ subject }, index) => ({ subject, url: urls[index] ?? '' })),
    ];
    const visits = await measureBrowser(targets, Number(options.loads));
    const names = targets.map(({ subject }) => subject.name);
    const figures = FIGURES.map(({ name, label, summarize, goal }) => {
      const values = Object.fromEntries(
        names.map((subject) => [subject, summarize(visits.get(subject)?.[name] ?? [])]),
      );
      const ratios = Object.fromEntries(
        names.map((subject) => [subject, (values[subject] ?? 0) / (values['floor'] ?? 0)]),
      );
      return { name, label, goal, values, ratios };
    });
    const cell = (/** @type {number | undefined} */ number) => number?.toFixed(1) ?? '';
    printTable(
      ['', ...names.flatMap((name) => (name === 'floor' ? [name] : [name, '×'])), 'goal ×'],
      figures.map(({ label, goal, values, ratios }) => [
        label,
        ...names.flatMap((name) =>
          name === 'floor' ? [cell(values[name])] : [cell(values[name]), cell(ratios[name])],
        ),
        goal === null ? '' : cell(goal),
      ]),
    );
    console.log(`${MANY_PRODUCTS.name}, as a multiple of ours (goal ${MANY_PRODUCTS.goal}):`);
    for (const { label, values } of figures)
      console.log(`  ${label}: ${((values[MANY_PRODUCTS.name] ?? 0) / (values['ours'] ?? 0)).toFixed(2)}`);
    console.log(`Load average afterwards ${load()}`);
    return { loadBefore, loadAfter: load(), figures, visits: Object.fromEntries(visits) };
  } finally {
    for (const desk of desks) await desk.stop();
    for (const folder of folders) folder.remove();
  }
}

async function server() {
  const dist = await prepareBuild(options.dist, 'ours');
  const results = [];
  for (const series of options.series.split(',')) {
    await waitForLowLoad(Number(options.wait));
    const loadBefore = load();
    console.log(`\nServer with ${series} series; load average ${loadBefore}`);
    const figures = await measureServer(dist, Number(series));
    printTable(
      ['ms', 'median', 'p95', 'goal'],
      figures.map(({ label, p50, p95, goal }) => [label, p50.toFixed(1), p95.toFixed(1), goal]),
    );
    results.push({ series: Number(series), loadBefore, figures });
  }
  return results;
}

const report = {
  at: new Date().toISOString(),
  ...(options.only.includes('browser') ? { browser: await browser() } : {}),
  ...(options.only.includes('server') ? { server: await server() } : {}),
};
mkdirSync(join(ROOT, 'test-results'), { recursive: true });
writeFileSync(REPORT, `${JSON.stringify(report, null, 1)}\n`);
console.log('\nWritten to test-results/bench.json');
