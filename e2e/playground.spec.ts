import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { violations } from './axe.ts';
import { boxesOf, differences, halfWrapped, problemsOf } from './playground/boxes.ts';
import { NOW } from './playground/now.ts';

const BUILT = 'dist/playground';
const PICTURES = 'e2e/playground/pictures';
/** The user agent of the browser that took the committed pictures. Another version draws text differently. */
const BROWSER_FILE = join(PICTURES, 'browser.txt');
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

const PAGES = [
  '?page=parts',
  '?page=controls',
  '?page=rows',
  '?page=sections',
  '?page=forms',
  '?page=dialogs&case=review',
  '?page=dialogs&case=review%2C+upstream',
  '?page=dialogs&case=review%2C+saving',
  '?page=dialogs&case=review%2C+refused',
  '?page=dialogs&case=review%2C+ends+coupons',
  '?page=dialogs&case=review%2C+restricts+coupons',
  '?page=dialogs&case=confirm',
  '?page=dialogs&case=conflict',
  '?page=dialogs&case=unlock',
  '?page=dialogs&case=places',
  '?page=dialogs&case=products',
  '?page=dialogs&case=palette',
  '?page=dialogs&case=palette%2C+fields',
  '?page=dialogs&case=leave',
];

/** Opens a page of the playground with the server's API behind it, at a fixed time. */
async function openPlayground(page: Page, search: string): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.route('**/playground/**', (route) => {
    const path = new URL(route.request().url()).pathname.replace('/playground/', '') || 'index.html';
    const file = join(BUILT, path);
    return existsSync(file)
      ? route.fulfill({ path: file, contentType: TYPES[extname(file)] ?? 'font/woff2' })
      : route.fulfill({ status: 404 });
  });
  // The page takes its time from the server, whose clock goes on.
  await page.route('**/api/**', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), date: new Date(NOW).toUTCString() } });
  });
  await page.goto(`/playground/${search}`);
}

/** Waits until all lazy parts and names have arrived. */
async function settled(page: Page): Promise<void> {
  // Parts and names load one after the other.
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
  await expect(page.locator('[aria-busy=true]:not(button)')).toHaveCount(0);
  let before = '';
  await expect
    .poll(async () => {
      // Rendered, also on a busy machine.
      await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
      const now = await page.evaluate(() => document.body.innerHTML);
      const isStable = now === before;
      before = now;
      return isStable;
    })
    .toBe(true);
}

const nameOf = (search: string) =>
  search
    .replace('?page=', '')
    .replace('&case=', '-')
    .replaceAll(/[^a-z]+/g, '-');

test('the playground links to every page that is compared', async ({ page, complaints }) => {
  complaints.allow(/.*/);
  await openPlayground(page, '');
  const links = await page.locator('[data-contents] a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  expect(links).toEqual(PAGES);
});

test('every shared part has a case, or a reason to have none', () => {
  const WITHOUT: Readonly<Record<string, string>> = {
    'administrators-only.tsx': 'It decides whether a page is shown.',
    'auth-layout.tsx': 'The sign-in page shows it.',
    'control-frame.tsx': 'Controls use it.',
    'dialog.tsx': 'Every dialog uses it.',
    'icons.tsx': 'Other parts show them.',
    'lazy-part.tsx': 'It shows MissingPart.',
    'page.tsx': 'Every page uses it.',
    'query-state.tsx': 'It shows ErrorState and Skeleton.',
    'read-only.tsx': 'It shows EmptyState as a page.',
    'segmented.tsx': 'The cases of flag, choice and limit show it.',
    'stacked-table.tsx': 'The account pages show it.',
  };
  const cases = readdirSync('e2e/playground')
    .filter((file) => file.endsWith('.cases.tsx'))
    .map((file) => readFileSync(join('e2e/playground', file), 'utf8'))
    .join('\n');
  const missing = readdirSync('src/app/ui')
    .filter((file) => file.endsWith('.tsx') && !file.includes('.test.'))
    .filter((file) => !cases.includes(`ui/${file}'`) && !(file in WITHOUT));
  expect(missing).toEqual([]);
});

for (const search of PAGES)
  test(`looks as before: ${nameOf(search)}`, async ({ page, complaints }, testInfo) => {
    // A case crashes on purpose.
    complaints.allow(/Playground: this part crashes on purpose|The above error occurred|status of 404/);
    const name = nameOf(search);
    const isUpdate = testInfo.config.updateSnapshots === 'all';
    const taken = existsSync(BROWSER_FILE) ? readFileSync(BROWSER_FILE, 'utf8').trim() : '';
    await openPlayground(page, search);
    const browser = await page.evaluate(() => navigator.userAgent);
    const isSameBrowser = isUpdate || taken === browser;
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await settled(page);
      const boxes = await page.evaluate(boxesOf);
      expect.soft(problemsOf(boxes, width), `${width} px`).toEqual([]);
      expect.soft(await page.evaluate(halfWrapped), `${width} px`).toEqual([]);
      const file = join(PICTURES, `${name}-${width}.json`);
      if (isUpdate) writeFileSync(file, `${JSON.stringify(boxes)}\n`);
      else
        expect
          .soft(differences(JSON.parse(readFileSync(file, 'utf8')) as typeof boxes, boxes), `boxes at ${width} px`)
          .toEqual([]);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        if (isSameBrowser)
          await expect
            .soft(page)
            .toHaveScreenshot(`${name}-${width}-${colorScheme}.png`, { fullPage: true, maxDiffPixelRatio: 0.001 });
        // Colours depend on the scheme and the layout on the width, so two combinations cover all values of both.
        if ((width === 1440) === (colorScheme === 'light'))
          expect.soft(await violations(page), `${colorScheme}, ${width} px`).toEqual([]);
      }
    }
    if (isUpdate) writeFileSync(BROWSER_FILE, `${browser}\n`);
    else if (!isSameBrowser)
      testInfo.annotations.push({
        type: 'pictures not compared',
        description: `They were taken by ${taken}; this is ${browser}. Only boxes were compared.`,
      });
  });
