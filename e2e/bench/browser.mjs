import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright';
import { chromiumPath, launchArgs } from '../browser.mjs';
import { BEARER } from './desk.mjs';
import { measuring } from './pages.mjs';

/** @typedef {import('./pages.mjs').Subject} Subject */
/** @typedef {import('playwright').Page} Page */
/** @typedef {{ shown: unknown, keys: number[], editable: Promise<number>, complete: Promise<number>, fromClick: (condition: () => unknown) => Promise<number>, is: Subject['is'] }} Probe */

const SLOWER = 4;
const KEYS = 60;
/** A fast typist. Work deferred after a key press falls into the measured time. */
const BETWEEN_KEYS_MS = 100;
const GATE_CHANGES = 6;
const SAVES = 3;
const TIMEOUT_MS = 20_000;
/**
 * A scheduled series, redeemable by the holder. "Anyone with the code" shows one more field, whose limit causes a
 * warning.
 */
const SERIES = 733018;

/**
 * Measurements of one visit, in ms.
 * @typedef {object} Visit
 * @property {number[]} load from navigation start until the name is filled and editable and fields fill the viewport
 * @property {number[]} complete from navigation start until the last field of the page is rendered
 * @property {number[]} key from a key press until the next frame
 * @property {number[]} busy main thread time per key, including deferred work
 * @property {number[]} gate from the click on "Anyone with the code" until the dependent field is shown
 * @property {number[]} save from the click on "Save" until the warning of the response is shown
 * @property {number[]} kilobytes of scripts and style sheets, compressed, until the load is complete
 */

const probe = readFileSync(new URL('probe.js', import.meta.url), 'utf8');
const launch = () => chromium.launch({ args: launchArgs, ...executable() });

function executable() {
  const path = chromiumPath();
  return path === undefined ? {} : { executablePath: path };
}

/**
 * Visits the subjects in turn, so that other load on the machine affects all of them.
 * @param {readonly { subject: Subject, url: string }[]} targets
 * @param {number} loads
 * @returns {Promise<Map<string, Visit>>}
 */
export async function measureBrowser(targets, loads) {
  const browser = await launch();
  /** @type {Map<string, Visit>} */
  const all = new Map();
  try {
    // The first round warms up the server and the browser and is discarded.
    for (let round = 0; round <= loads; round += 1) {
      for (const { subject, url } of targets) {
        const visit = await measureVisit(browser, subject, url);
        if (round > 0) all.set(subject.name, mergeVisits(all.get(subject.name), visit));
      }
      process.stdout.write(round < loads ? '.' : '\n');
    }
  } finally {
    await browser.close();
  }
  return all;
}

/**
 * @param {Visit | undefined} before
 * @param {Visit} visit
 * @returns {Visit}
 */
function mergeVisits(before, visit) {
  if (!before) return visit;
  const entries = Object.entries(visit).map(([name, values]) => [
    name,
    [.../** @type {any} */ (before)[name], ...values],
  ]);
  return Object.fromEntries(entries);
}

/**
 * Measures in a fresh context without a cache: everything is fetched and compiled again.
 * @param {import('playwright').Browser} browser
 * @param {Subject} subject
 * @param {string} url
 * @returns {Promise<Visit>}
 */
async function measureVisit(browser, subject, url) {
  const stored = await read(url);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    // The editor requires a session. Builds older than accounts ignore it.
    await context.request.post(`${url}/api/session/demo`, { data: { role: 'marketer' }, headers: { origin: url } });
    const page = await context.newPage();
    await page.addInitScript({ content: measuring(subject, probe) });
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
    await cdp.send('Performance.enable');
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });

    await page.goto(url + subject.path(SERIES), { waitUntil: 'commit' });
    const [load, complete] = await page.evaluate(async () => {
      const { bench } = /** @type {Window & { bench: Probe }} */ (/** @type {unknown} */ (window));
      return Promise.all([bench.editable, bench.complete]);
    });
    const kilobytes = await page.evaluate(() => {
      const files = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType('resource'));
      const code = files.filter(({ name }) => /\.(js|css)$/.test(name));
      return code.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) / 1000;
    });
    await sleep(500);

    await page.focus(subject.input);
    await page.keyboard.press('End');
    await sleep(300);
    const busyBefore = await taskTime(cdp);
    for (let key = 0; key < KEYS; key += 1) {
      await page.keyboard.press('abcdefghij '[key % 11] ?? 'a');
      await sleep(BETWEEN_KEYS_MS);
    }
    await sleep(300);
    const busy = ((await taskTime(cdp)) - busyBefore) / KEYS;
    const key = await page.evaluate(
      (count) => /** @type {Window & { bench: Probe }} */ (/** @type {unknown} */ (window)).bench.keys.slice(-count),
      KEYS,
    );

    const gate = [];
    for (let change = 0; change < GATE_CHANGES; change += 1) {
      gate.push(await fromClick(page, 'gated', () => subject.gate(page, true)));
      await sleep(200);
      await subject.gate(page, false);
      await sleep(200);
    }

    const save = [];
    for (let round = 0; round < SAVES; round += 1) {
      await subject.change(page, round);
      await sleep(300);
      save.push(await fromClick(page, 'saved', () => subject.save(page)));
      await sleep(300);
    }
    return { load: [load], complete: [complete], key, busy: [busy], gate, save, kilobytes: [kilobytes] };
  } finally {
    await context.close();
    await write(url, stored);
  }
}

/**
 * @param {Page} page
 * @param {'gated' | 'saved'} condition
 * @param {() => Promise<void>} click
 */
async function fromClick(page, condition, click) {
  await page.evaluate((name) => {
    const { bench } = /** @type {Window & { bench: Probe & { clicked?: Promise<number> } }} */ (
      /** @type {unknown} */ (window)
    );
    bench.clicked = bench.fromClick(bench.is[name]);
  }, condition);
  await click();
  const time = await Promise.race([
    page.evaluate(
      () => /** @type {{ bench: { clicked: Promise<number> } }} */ (/** @type {unknown} */ (window)).bench.clicked,
    ),
    sleep(TIMEOUT_MS, null, { ref: false }),
  ]);
  if (time === null) throw new Error(`${page.url()}: the condition "${condition}" was not met after a click.`);
  return time;
}

/**
 * Returns the total main thread time so far, in ms.
 * @param {import('playwright').CDPSession} cdp
 */
async function taskTime(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
}

/** @param {string} url */
async function read(url) {
  const answer = await fetch(`${url}/v2/coupon/series?ids=${SERIES}`, { headers: BEARER });
  return (await answer.json()).entity[0];
}

/**
 * Adds a list of products to the measured series.
 * @param {string} url
 * @param {number} count
 */
export async function chooseProducts(url, count) {
  const productIds = Array.from({ length: count }, (_, index) => 500_001 + index);
  await write(url, { ...(await read(url)), productInfo: [{ productType: 'SKU', productIds }] });
}

/**
 * Overwrites the measured series, for example to restore it after a visit.
 * @param {string} url
 * @param {unknown} series
 */
async function write(url, series) {
  const answer = await fetch(`${url}/v2/coupon/series/${SERIES}`, {
    method: 'PUT',
    headers: { ...BEARER, 'content-type': 'application/json' },
    body: JSON.stringify({ CouponSeriesV2: series }),
  });
  if (!answer.ok) throw new Error(`The series was not restored: ${await answer.text()}`);
}
