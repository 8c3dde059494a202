import type { Page, Request } from 'playwright/test';
import { freePort } from '../src/server/test/free-port.ts';
import { type FaultProxy, faultProxy } from '../src/server/test/fault-proxy.ts';
import { signInAs } from './accounts.ts';
import { Api, isSave } from './api.ts';
import { expect, test as base } from './fixtures.ts';
import { Editor } from './pages/editor.ts';
import { Review } from './pages/review.ts';
import { SEED, startDesk, temporaryFolder } from './servers.ts';
import { cpSync } from 'node:fs';

const ID = 927443;
const NAME = 'Silver members, renamed';
const SAVE = { method: 'PUT', path: `/v2/coupon/series/${ID}` } as const;

/** The browser reaches the server through a network with faults; `api` reaches it directly. */
const test = base.extend<{ network: FaultProxy }>({
  network: async ({ desk }, use) => {
    const network = await faultProxy(desk.url);
    await use(network);
    await network.close();
  },
  baseURL: async ({ network }, use) => use(network.url),
  api: async ({ playwright, desk }, use) => {
    const request = await playwright.request.newContext({ baseURL: desk.url });
    await use(new Api(request));
    await request.dispose();
  },
});

test.beforeEach(({ complaints }) => complaints.allow(/net::ERR_|status of 5\d\d|status of 409/));

function countSaves(page: Page): string[] {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (isSave(request)) sent.push(request.url());
  });
  return sent;
}

/** The page loads its notices early, because it cannot when it needs them. */
async function noticesLoaded(page: Page): Promise<void> {
  const [script, styles] = await Promise.all(
    ['js', 'css'].map((type) => page.waitForResponse(`**/assets/live-*.${type}`)),
  );
  await styles?.finished();
  // With everything that it imports.
  await page.evaluate(async (url) => void (await import(url)), script?.url() ?? '');
}

const connectionBar = (page: Page, text: string) =>
  page.getByRole('status').filter({ hasText: `${text} Nothing is saved now.` });

test('a save is sent once, and a read finds its outcome', async ({ api, editor, page, network, review }) => {
  const saves = countSaves(page);
  await editor.open(ID);
  const steps = [
    ['the connection is cut in the middle of the answer', 'truncated'],
    ['the answer is half of its JSON', 'half'],
    ['the network delivers it twice', 'twice'],
  ] as const;
  for (const [name, kind] of steps)
    await test.step(name, async () => {
      await editor.fill('Name', name);
      await editor.askToSave();
      const fault = network.fail({ kind, ...SAVE });
      await review.save();
      const result = editor.result('Saved and verified').filter({ hasText: name });
      await expect(result).toContainText('The response to the save was lost.');
      await expect(editor.saveBar).toBeHidden();
      expect(fault.hits()).toBe(1);
      expect(await api.get(ID)).toMatchObject({ description: name });
    });
  expect(saves).toHaveLength(3);
});

test.describe('a save without an answer', () => {
  test.beforeEach(async ({ editor }) => {
    await editor.open(ID);
    await editor.fill('Name', NAME);
    await editor.askToSave();
  });
  test.afterEach(async ({ api }) => {
    expect(await api.get(ID)).toMatchObject({ description: NAME });
  });

  test('the answer takes longer than the time limit', async ({ editor, page, network, review }) => {
    const saves = countSaves(page);
    await page.evaluate(() => {
      const limit = AbortSignal.timeout.bind(AbortSignal);
      AbortSignal.timeout = (ms) => limit(ms / 20);
    });
    const fault = network.fail({ kind: 'held', ...SAVE });
    await review.save();
    await expect(editor.result('Saved and verified')).toContainText('The response to the save was lost.');
    fault.end();
    expect([saves.length, fault.hits()]).toEqual([1, 1]);
  });

  test('the server is down for some seconds', async ({ editor, page, network, review }) => {
    const saves = countSaves(page);
    // The browser itself sends it again on a new connection.
    const fault = network.fail({ kind: 'lost', times: 3, ...SAVE });
    network.fail({ kind: 'cut', path: `ids=${ID}`, times: 2 });
    await review.save();
    await expect(editor.result('Saved and verified')).toContainText('The response to the save was lost.');
    expect(fault.hits()).toBeGreaterThan(0);
    expect(saves).toHaveLength(1);
  });
});

test('a gateway that answers a save leaves its outcome open until a read shows it', async ({
  api,
  editor,
  page,
  network,
  review,
}) => {
  const saves = countSaves(page);
  await editor.open(ID);
  await editor.fill('Name', NAME);
  await editor.askToSave();
  network.fail({ kind: 'status', status: 504, ...SAVE });
  await review.save();
  const open = editor.result('Save not confirmed');
  await expect(open).toContainText('the save may still be carried out');
  await expect(editor.text('Name')).toHaveValue(NAME);
  await api.change(ID, { description: NAME });
  await open.getByRole('button', { name: 'Read it again and compare' }).click();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect(saves).toHaveLength(1);
});

test('a server that restarts during a save: one save, and nothing is lost', async ({ browser }) => {
  test.slow();
  const folder = temporaryFolder();
  cpSync(process.env[SEED] ?? '', folder.path, { recursive: true });
  const variables = { PORT: String(await freePort()) };
  let desk = await startDesk(folder.path, variables);
  const network = await faultProxy(desk.url);
  const context = await browser.newContext({ baseURL: network.url });
  try {
    await signInAs(context, desk.url, 'marketer');
    const page = await context.newPage();
    const [editor, review] = [new Editor(page), new Review(page)];
    const saves = countSaves(page);
    await editor.open(ID);
    await editor.fill('Name', NAME);
    await editor.askToSave();
    const fault = network.fail({ kind: 'held', ...SAVE });
    await review.button.click();
    await expect.poll(fault.hits).toBe(1);
    const stopped = desk.stop();
    network.disconnect();
    await stopped;
    desk = await startDesk(folder.path, variables);
    network.reconnect();
    const result = editor.result('Saved and verified').or(editor.result('Save not confirmed'));
    await expect(result).toBeVisible();
    const again = result.getByRole('button', { name: 'Read it again and compare' });
    if (await again.isVisible()) await again.click();
    await expect(editor.result('Saved and verified')).toBeVisible();
    expect(saves).toHaveLength(1);
  } finally {
    await context.close();
    await network.close();
    await desk.stop().finally(folder.remove);
  }
});

test('reads are repeated; when they fail the page says why, and loads by itself later', async ({
  list,
  page,
  network,
}) => {
  const twice = network.fail({ kind: 'cut', path: '/api/series?', times: 2 });
  await Promise.all([noticesLoaded(page), list.open()]);
  expect(twice.hits()).toBe(2);
  network.disconnect();
  await list.search.fill('diwali');
  const bar = connectionBar(page, 'The server does not answer.');
  await expect(bar).toContainText('Your input stays here; this page tries again by itself.');
  await expect(page.getByRole('alert').filter({ hasText: 'The server cannot be reached.' })).toBeVisible();
  network.reconnect();
  await expect(bar).toBeHidden({ timeout: 15_000 });
  await expect(page.getByRole('alert').filter({ hasText: 'The server cannot be reached.' })).toBeHidden();
  await expect(list.count).toContainText('series');
});

test('an answer that arrives after a later one does not replace it', async ({ list, page, network }) => {
  await list.open();
  const held = network.fail({ kind: 'held', path: 'q=denim' });
  const isDenim = (request: Request) => request.url().includes('q=denim');
  // The page may cancel the request.
  const ended = Promise.race([
    page.waitForEvent('requestfinished', isDenim),
    page.waitForEvent('requestfailed', isDenim),
  ]);
  await list.search.fill('denim');
  await expect.poll(held.hits).toBe(1);
  await list.search.fill('sweets');
  const sweets = list.names.filter({ hasText: /sweets/i }).first();
  await expect(sweets).toBeVisible();
  held.release();
  await ended;
  // The page has drawn what it received.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await expect(sweets).toBeVisible();
  await expect(list.names.filter({ hasText: /denim/i })).toHaveCount(0);
});

test('offline: the page says so, keeps the input and stores the draft when the network is back', async ({
  context,
  editor,
  page,
}) => {
  await Promise.all([noticesLoaded(page), editor.open(ID)]);
  await editor.fill('Name', 'First');
  await expect(editor.saveBar).toContainText('Draft stored');
  await context.setOffline(true);
  const bar = connectionBar(page, 'You are offline.');
  await expect(bar).toBeVisible();
  await editor.fill('Name', NAME);
  await expect(editor.saveBar).toContainText('Draft not stored: You are offline.');
  await context.setOffline(false);
  await expect(bar).toBeHidden();
  await expect(editor.saveBar).toContainText('Draft stored');
  await expect(editor.text('Name')).toHaveValue(NAME);
});

const DRAFT_AWAY = 'Draft not stored: The server cannot be reached.';

/** Opens the editor, waits until a draft is stored, and then types without a connection. */
async function typeWithoutServer(editor: Editor, network: FaultProxy): Promise<void> {
  await editor.open(ID);
  await Promise.all([editor.page.waitForResponse('**/api/me/draft-key'), editor.fill('Name', 'First')]);
  await expect(editor.saveBar).toContainText('Draft stored');
  network.disconnect();
  await editor.fill('Name', NAME);
  await expect(editor.saveBar).toContainText(DRAFT_AWAY);
}
const keptIn = (page: Page) =>
  page.evaluate(() =>
    Object.keys(localStorage)
      .filter((name) => name.startsWith('coupon-desk.draft.'))
      .map((name) => [name, localStorage.getItem(name) ?? ''] as const),
  );

test('without the server the browser keeps the edit, encrypted, until the server has it', async ({
  context,
  desk,
  editor,
  network,
  page,
}) => {
  await typeWithoutServer(editor, network);
  await expect(editor.saveBar).toContainText('This browser keeps it.');
  const [[name, text] = ['', '']] = await keptIn(page);
  expect(name).toContain(`.${ID}.`);
  expect(Buffer.from(text.split('.')[2] ?? '', 'base64').toString('latin1')).not.toContain('Silver');
  await page.close();
  network.reconnect();

  // The next person of this browser.
  await signInAs(context, desk.url, 'administrator');
  const other = await context.newPage();
  await Promise.all([other.waitForResponse(`**/api/me/drafts/${ID}`), new Editor(other).open(ID)]);
  await expect(other.getByRole('region', { name: 'You have a draft of this series' })).toBeHidden();
  expect(await keptIn(other)).toEqual([[name, text]]);
  await other.close();

  await signInAs(context, desk.url, 'marketer');
  const again = new Editor(await context.newPage());
  await again.page.goto('/series');
  await again.page.getByRole('button', { name: 'Find a field, a series or an action' }).click();
  await again.page.getByRole('dialog').getByRole('combobox').fill('unsaved');
  await again.page.getByRole('option', { name: 'My unsaved work' }).click();
  const unsaved = again.page.getByRole('table', { name: 'Unsaved work' });
  await expect(unsaved.getByRole('row').filter({ hasText: 'in this browser only' })).toContainText('Name');
  await unsaved.getByRole('link').first().click();
  const offer = again.page.getByRole('region', { name: 'You have a draft of this series' });
  await expect(offer).toContainText(NAME);
  await offer.getByRole('button', { name: 'Continue' }).click();
  await expect(again.text('Name')).toHaveValue(NAME);
  await expect(again.saveBar).toContainText('Draft stored');
  await expect(offer).toBeHidden();
  expect(await keptIn(again.page)).toEqual([]);
});

test('a full storage of the browser is said, and nothing is lost while the page stays open', async ({
  complaints,
  editor,
  network,
  page,
}) => {
  complaints.allow(/unable to save color scheme/);
  await page.addInitScript(() => {
    for (let size = 5_000_000; size >= 1; size = Math.floor(size / 2))
      try {
        localStorage.setItem(`full ${size}`, 'x'.repeat(size));
      } catch {
        // Continue with less.
      }
  });
  await typeWithoutServer(editor, network);
  await expect(editor.saveBar).toContainText(
    'This browser does not keep it: its storage is full or switched off. Keep this page open.',
  );
  network.reconnect();
  await expect(editor.saveBar).toContainText('Draft stored');
  await expect(editor.text('Name')).toHaveValue(NAME);
});
