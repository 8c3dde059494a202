import { setTimeout as sleep } from 'node:timers/promises';
import { BEARER, startDesk, temporaryFolder } from './desk.mjs';
import { percentile } from './stats.mjs';

const CALLS = 200;
const STARTS = 5;
const WORDS = ['Diwali', 'sweets', 'MEMBER', 'weekend', 'Kesarika', '73301', 'payday', 'nothing has this name'];

/** @typedef {{ label: string, p50: number, p95: number, goal: string }} Figure */

/**
 * Measures sequential calls over real HTTP, each until its response is read.
 * @param {string} dist
 * @param {number} series
 * @returns {Promise<Figure[]>}
 */
export async function measureServer(dist, series) {
  const folder = temporaryFolder();
  const variables = { DATA_DIR: folder.path, SAMPLE_DATA: String(series) };
  try {
    let desk = await startDesk(dist, variables);
    const { url } = desk;
    const seriesUrl = (/** @type {number} */ id) => `${url}/v2/coupon/series?ids=${id}`;
    const { items, next } = await (await ok(`${url}/api/series?limit=200&sort=name`)).json();
    /** @type {any[]} */
    // Older builds, which the bench can measure too, wrap each item in `series`.
    const allSeries = items.map((/** @type {{ series?: unknown }} */ item) => item.series ?? item).filter(isSavable);
    const seriesFor = (/** @type {number} */ call) => allSeries[call % allSeries.length];

    const put = await timed(CALLS, async (call) => {
      const one = seriesFor(call);
      await ok(`${url}/v2/coupon/series/${one.id}`, {
        method: 'PUT',
        headers: { ...BEARER, 'content-type': 'application/json' },
        body: JSON.stringify({ CouponSeriesV2: { ...one, description: `Series ${one.id}, change ${call}` } }),
      });
    });
    const get = await timed(CALLS, async (call) => ok(seriesUrl(seriesFor(call).id)));
    const page = await timed(CALLS, async (call) =>
      ok(
        `${url}/api/series?sort=${call % 2 ? 'name&limit=50' : `name&limit=50&cursor=${encodeURIComponent(next ?? '')}`}`,
      ),
    );
    const search = await timed(CALLS, async (call) =>
      ok(`${url}/api/series?q=${encodeURIComponent(WORDS[call % WORDS.length] ?? '')}`),
    );
    await desk.stop();

    const { id } = seriesFor(0);
    const starts = await timed(
      STARTS,
      async () => {
        // Reuses the previous port, because the address must be known before the server is ready.
        const port = new URL(url).port;
        const starting = startDesk(dist, { ...variables, PORT: port });
        while (
          !(await fetch(seriesUrl(id), { headers: BEARER }).then(
            (answer) => answer.ok,
            () => false,
          ))
        )
          await sleep(10);
        desk = await starting;
      },
      async () => desk.stop(),
    );

    return [
      figure('PUT of one series', put, 'p95 < 25'),
      figure('GET of one series', get),
      figure('Page of 50 in the list', page),
      figure('Search', search),
      figure('Start until the first series', starts, '< 2500'),
    ];
  } finally {
    folder.remove();
  }
}

/** Excludes malformed samples, which the server refuses to save. */
const isSavable = (/** @type {any} */ { ownedBy = 'NONE', discountType }) =>
  ownedBy === 'NONE' && ['ABS', 'PERC'].includes(discountType);

/**
 * @param {string} address
 * @param {RequestInit} [init]
 */
async function ok(address, init = { headers: BEARER }) {
  const answer = await fetch(address, init);
  if (!answer.ok) throw new Error(`${init.method ?? 'GET'} ${address}: ${answer.status} ${await answer.text()}`);
  return answer;
}

/**
 * @param {number} calls
 * @param {(call: number) => Promise<Response | void>} run
 * @param {() => Promise<void>} [afterwards] not timed
 */
async function timed(calls, run, afterwards) {
  const times = [];
  for (let call = 0; call < calls; call += 1) {
    const start = performance.now();
    const answer = await run(call);
    await answer?.text();
    times.push(performance.now() - start);
    await afterwards?.();
  }
  return times;
}

/**
 * @param {string} label
 * @param {readonly number[]} times
 * @param {string} [goal]
 * @returns {Figure}
 */
const figure = (label, times, goal = '') => ({
  label,
  p50: percentile(times, 0.5),
  p95: percentile(times, 0.95),
  goal,
});
