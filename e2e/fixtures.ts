import { type Cookie, expect, test as base } from 'playwright/test';
import type { Role } from '../src/domain/permissions.ts';
import { Api, type SeriesObject, withoutStamps } from './api.ts';
import { Editor } from './pages/editor.ts';
import { SeriesList } from './pages/list.ts';
import { Overview } from './pages/overview.ts';
import { Picker } from './pages/picker.ts';
import { Review } from './pages/review.ts';
import { watchLoneTexts } from './lone-texts.ts';
import { watchTraffic } from './quiet.ts';
import { joinAs, resetDrafts, resetPreferences, signInAs } from './accounts.ts';
import { type Desk as RunningDesk, type Running, startFreshDesk, startSandbox, withServer } from './servers.ts';

export { expect } from 'playwright/test';

interface PageFixtures {
  /** Allows expected console errors and warnings. Any other fails the test. */
  readonly complaints: { readonly allow: (pattern: RegExp) => void };
  readonly api: Api;
  readonly editor: Editor;
  readonly review: Review;
  readonly overview: Overview;
  readonly list: SeriesList;
  readonly picker: Picker;
}

/** The stream of a page that is open while the test's server stops. */
const STREAM_REFUSED = /ERR_CONNECTION_REFUSED \(.*\/api\/live/;

/** Fixtures that every test has, independent of the server. */
export const common = base.extend<PageFixtures>({
  complaints: [
    async ({ page, context }, use) => {
      await watchLoneTexts(context);
      watchTraffic(page);
      const allowed: RegExp[] = [];
      const messages: string[] = [];
      page.on('pageerror', (error) => messages.push(`uncaught: ${error.stack ?? error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning')
          messages.push(`${message.text()} (${message.location().url})`);
      });
      await use({ allow: (pattern) => void allowed.push(pattern) });
      const unexpected = messages.filter((text) => ![...allowed, STREAM_REFUSED].some((one) => one.test(text)));
      expect(unexpected, 'unexpected console errors and warnings').toEqual([]);
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
  /** Every sample series as it was when the server started. */
  readonly samples: readonly SeriesObject[];
  /** Restarts with fresh samples in a new process. */
  readonly restart: () => Promise<void>;
}

const fingerprint = (series: SeriesObject) => JSON.stringify(withoutStamps(series));

/**
 * Tests against the embedded database. Each worker has one server. After each test the API restores the samples, so
 * that tests do not depend on each other.
 */
export const test = common.extend<{ role: Role | null; signedIn: void; samplesRestored: void }, { desk: Desk }>({
  // The demo account that the browser is signed in with; null: signed out.
  role: ['marketer', { option: true }],
  signedIn: [
    async ({ role, context, desk }, use) => {
      if (role !== null) {
        await signInAs(context, desk.url, role);
        await resetDrafts(context, desk.url, role);
        await resetPreferences(context, desk.url);
      }
      await use();
    },
    { auto: true },
  ],
  desk: [
    async ({ playwright }, use) => {
      let running = await startFreshDesk();
      try {
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
          restart: async () => {
            await running.stop();
            running = await startFreshDesk();
          },
        });
      } finally {
        await running.stop();
      }
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ desk }, use) => use(desk.url),
  samplesRestored: [
    async ({ desk, api }, use) => {
      await use();
      const current = new Map((await api.all(desk.ids)).map((series) => [series['id'], fingerprint(series)]));
      const changed = desk.samples.filter((sample) => current.get(sample['id']) !== fingerprint(sample));
      for (const sample of changed) await api.put(Number(sample['id']), sample);
      const after = changed.length === 0 ? [] : await api.all(changed.map(({ id }) => Number(id)));
      // Values that the API refuses, such as unreadable texts, can only be restored with fresh data.
      if (after.some((series, index) => fingerprint(series) !== fingerprint(changed[index] ?? {})))
        await desk.restart();
    },
    { auto: true },
  ],
});

/**
 * Tests with an administrator's own account: it ends the demo accounts of its server for good. The worker fixture is
 * unused: Playwright runs tests with other worker fixtures in another worker, which has its own server.
 */
export const ownAccountTest = test.extend<object, { ownAccounts: boolean }>({
  ownAccounts: [true, { scope: 'worker' }],
  role: null,
});

/** Tests of the first account: each has its own server with the samples, without accounts, and is signed out. */
export const accountsTest = common.extend<{ freshDesk: RunningDesk }>({
  // Playwright requires a destructuring pattern here.
  // oxlint-disable-next-line no-empty-pattern
  freshDesk: async ({}, use) => {
    await withServer(await startFreshDesk(), use);
  },
  baseURL: async ({ freshDesk }, use) => use(freshDesk.url),
});

interface Upstream {
  /** Zone of the sandbox's cluster; the server is configured with Asia/Kolkata. */
  sandboxZone: string;
  readonly sandbox: {
    readonly url: string;
    readonly fault: (fault: SeriesObject) => Promise<void>;
    readonly reset: () => Promise<void>;
    /** Stops the sandbox until the end of the test. */
    readonly switchOff: () => Promise<void>;
  };
  /** A server connected to the sandbox, and the cookies of its administrator. */
  readonly upstream: { readonly desk: RunningDesk; readonly cookies: Cookie[] };
}

const ACCOUNT = { username: 'till.e2e', password: 'not a secret' };

/**
 * Tests against the sandbox of the real API. Each worker has one sandbox and one server. Both store what was saved, so
 * each test uses its own series.
 */
export const upstreamTest = common.extend<{ signedIn: void; sandboxReset: void }, Upstream>({
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
      const switchOff = async () => {
        await running?.stop();
        running = null;
      };
      try {
        const request = await playwright.request.newContext({ baseURL: url });
        await use({
          url,
          fault: async (fault) => void expect(await request.post('/sandbox/faults', { data: fault })).toBeOK(),
          reset: async () => {
            running ??= await start(new URL(url).port);
            await expect(await request.delete('/sandbox/faults')).toBeOK();
          },
          switchOff,
        });
        await request.dispose();
      } finally {
        await switchOff();
      }
    },
    { scope: 'worker' },
  ],
  upstream: [
    async ({ sandbox, browser }, use) => {
      const started = await startFreshDesk({
        UPSTREAM_URL: sandbox.url,
        UPSTREAM_USERNAME: ACCOUNT.username,
        UPSTREAM_PASSWORD: ACCOUNT.password,
      });
      await withServer(started, async (desk) => {
        // With an upstream there are no demo accounts, because its series are real.
        const context = await browser.newContext();
        await joinAs(context, desk.url, 'Asha Menon');
        const cookies = await context.cookies();
        await context.close();
        await use({ desk, cookies });
      });
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
  sandboxReset: [
    async ({ sandbox }, use) => {
      await use();
      await sandbox.reset();
    },
    { auto: true },
  ],
  baseURL: async ({ upstream }, use) => use(upstream.desk.url),
});
