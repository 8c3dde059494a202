import { type Cookie, expect, test as base } from 'playwright/test';
import type { Role } from '../src/domain/permissions.ts';
import { Api, type SeriesObject, withoutStamps } from './api.ts';
import { Editor } from './pages/editor.ts';
import { SeriesList } from './pages/list.ts';
import { Overview } from './pages/overview.ts';
import { Picker } from './pages/picker.ts';
import { Review } from './pages/review.ts';
import { watchLoneTexts } from './lone-texts.ts';
import { joinAs, signInAs } from './people.ts';
import { type Desk as RunningDesk, type Running, startFreshDesk, startSandbox } from './servers.ts';

export { expect } from 'playwright/test';

interface PageFixtures {
  /** What the browser may complain of in a test that provokes it; everything else fails the test. */
  readonly complaints: { readonly allow: (pattern: RegExp) => void };
  readonly api: Api;
  readonly editor: Editor;
  readonly review: Review;
  readonly overview: Overview;
  readonly list: SeriesList;
  readonly picker: Picker;
}

/** What every test has, whatever server it talks to. */
export const common = base.extend<PageFixtures>({
  complaints: [
    async ({ page, context }, use) => {
      await watchLoneTexts(context);
      const allowed: RegExp[] = [];
      const heard: string[] = [];
      page.on('pageerror', (error) => heard.push(`uncaught: ${error.stack ?? error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') heard.push(message.text());
      });
      await use({ allow: (pattern) => void allowed.push(pattern) });
      const unexpected = heard.filter((text) => !allowed.some((pattern) => pattern.test(text)));
      expect(unexpected, 'what the browser complained of').toEqual([]);
    },
    { auto: true },
  ],
  api: async ({ request }, use) => use(new Api(request)),
  editor: async ({ page }, use) => use(new Editor(page)),
  review: async ({ page }, use) => use(new Review(page)),
  overview: async ({ page }, use) => use(new Overview(page)),
  list: async ({ page }, use) => use(new SeriesList(page)),
  picker: async ({ page }, use) => use(new Picker(page)),
});

interface Desk {
  readonly url: string;
  readonly firstLink: string | null;
  readonly ids: readonly number[];
  /** Every sample as it was when the desk started. */
  readonly samples: readonly SeriesObject[];
  /** Starts over with the samples, in a new process. */
  readonly renew: () => Promise<void>;
}

const same = (series: SeriesObject) => JSON.stringify(withoutStamps(series));

/**
 * Tests against the embedded database. A worker has one desk; what a test saved is put back through the API afterwards, so that
 * each test finds the samples as they were, whatever ran before.
 */
export const test = common.extend<{ role: Role | null; signedIn: void; samplesPutBack: void }, { desk: Desk }>({
  // Whose demo account the browser is signed in with; null: nobody's.
  role: ['marketer', { option: true }],
  signedIn: [
    async ({ role, context, desk }, use) => {
      if (role !== null) await signInAs(context, desk.url, role);
      await use();
    },
    { auto: true },
  ],
  desk: [
    async ({ playwright }, use) => {
      let running = await startFreshDesk();
      const request = await playwright.request.newContext({ baseURL: running.url });
      const api = new Api(request);
      const ids = await api.ids();
      const samples = await api.all(ids);
      await request.dispose();
      await use({
        get url() {
          return running.url;
        },
        get firstLink() {
          return running.firstLink;
        },
        ids,
        samples,
        renew: async () => {
          await running.stop();
          running = await startFreshDesk();
        },
      });
      await running.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ desk }, use) => use(desk.url),
  samplesPutBack: [
    async ({ desk, api }, use) => {
      await use();
      const now = new Map((await api.all(desk.ids)).map((series) => [series['id'], same(series)]));
      const changed = desk.samples.filter((sample) => now.get(sample['id']) !== same(sample));
      for (const sample of changed) await api.put(Number(sample['id']), sample);
      const after = changed.length === 0 ? [] : await api.all(changed.map(({ id }) => Number(id)));
      // What nobody may save, such as a text that cannot be read, comes back with new data only.
      if (after.some((series, index) => same(series) !== same(changed[index] ?? {}))) await desk.renew();
    },
    { auto: true },
  ],
});

/** Tests of what a whole desk has once: each has one of its own with the samples and without accounts, and nobody is signed in. */
export const peopleTest = common.extend<{ ownDesk: RunningDesk }>({
  // Playwright wants a pattern here.
  // oxlint-disable-next-line no-empty-pattern
  ownDesk: async ({}, use) => {
    const desk = await startFreshDesk();
    await use(desk);
    await desk.stop();
  },
  baseURL: async ({ ownDesk }, use) => use(ownDesk.url),
});

interface Upstream {
  /** Zone of the sandbox's cluster; the desk believes in Asia/Kolkata. */
  sandboxZone: string;
  readonly sandbox: {
    readonly url: string;
    readonly fault: (fault: SeriesObject) => Promise<void>;
    readonly mend: () => Promise<void>;
    /** Until the end of the test. */
    readonly switchOff: () => Promise<void>;
  };
  /** A desk on the sandbox, and the cookies of its administrator. */
  readonly upstream: { readonly desk: RunningDesk; readonly cookies: Cookie[] };
}

const ACCOUNT = { username: 'till.e2e', password: 'not a secret' };

/**
 * Tests against the sandbox of the real API. A worker has one sandbox and one desk, and as both remember what was sent, each
 * test has series of its own.
 */
export const upstreamTest = common.extend<{ signedIn: void; sandboxMended: void }, Upstream>({
  sandboxZone: ['Asia/Kolkata', { option: true, scope: 'worker' }],
  sandbox: [
    async ({ sandboxZone, playwright }, use) => {
      const start = (port: string) =>
        startSandbox({
          SANDBOX_PORT: port,
          SANDBOX_CLUSTER_TIME_ZONE: sandboxZone,
          SANDBOX_USERNAME: ACCOUNT.username,
          SANDBOX_PASSWORD: ACCOUNT.password,
        });
      let running: Running | null = await start('0');
      const { url } = running;
      const request = await playwright.request.newContext({ baseURL: url });
      const switchOff = async () => {
        await running?.stop();
        running = null;
      };
      await use({
        url,
        fault: async (fault) => void expect(await request.post('/sandbox/faults', { data: fault })).toBeOK(),
        mend: async () => {
          running ??= await start(new URL(url).port);
          await expect(await request.delete('/sandbox/faults')).toBeOK();
        },
        switchOff,
      });
      await request.dispose();
      await switchOff();
    },
    { scope: 'worker' },
  ],
  upstream: [
    async ({ sandbox, browser }, use) => {
      const desk = await startFreshDesk({
        UPSTREAM_URL: sandbox.url,
        UPSTREAM_USERNAME: ACCOUNT.username,
        UPSTREAM_PASSWORD: ACCOUNT.password,
      });
      // There are no demo accounts where the series are somebody's real ones.
      const context = await browser.newContext();
      await joinAs(context, desk.url, 'Asha Menon');
      const cookies = await context.cookies();
      await context.close();
      await use({ desk, cookies });
      await desk.stop();
    },
    { scope: 'worker' },
  ],
  signedIn: [
    async ({ context, upstream }, use) => {
      await context.addCookies(upstream.cookies);
      await use();
    },
    { auto: true },
  ],
  sandboxMended: [
    async ({ sandbox }, use) => {
      await use();
      await sandbox.mend();
    },
    { auto: true },
  ],
  baseURL: async ({ upstream }, use) => use(upstream.desk.url),
});
