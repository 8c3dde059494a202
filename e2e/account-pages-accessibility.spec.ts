import type { BrowserContext, Page } from 'playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, ownAccountTest, test } from './fixtures.ts';
import { Editor } from './pages/editor.ts';
import { endSessions, invite, joinAs, signInAs } from './accounts.ts';

interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly url: string;
}

/** Pages and dialogs about accounts. Each entry leads from the state before it to its own. */
type States = Readonly<Record<string, (visit: Visit) => Promise<void>>>;

const SIGNED_OUT: States = {
  'a used link': async ({ page }) => {
    await page.goto('/join#nothing');
    await expect(page.getByText('This link no longer works')).toBeVisible();
  },
  'sign-in with an error': async ({ page, context, url }) => {
    // Without any account the page shows no sign-in form.
    await joinAs(context, url, 'Asha Menon');
    await context.clearCookies();
    await page.goto('/series');
    await page.getByRole('textbox', { name: 'E-mail' }).fill('unknown@example.com');
    await page.getByRole('textbox', { name: 'Password' }).fill('wrong');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByText('is wrong')).toBeVisible();
  },
  join: async ({ page, context, url }) => {
    await page.goto((await invite(context, url)).link);
    await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
  },
};

const DEMO: States = {
  'sign-in with demo accounts': async ({ page }) => {
    await page.goto('/series');
    await expect(page.getByRole('button', { name: /^Administrator/ })).toBeVisible();
  },
  'account menu': async ({ page, context, url }) => {
    await signInAs(context, url, 'administrator');
    await page.goto('/series');
    await page.getByRole('button', { name: /^Your account/ }).click();
    await expect(page.getByRole('dialog', { name: 'Your account' })).toBeVisible();
  },
  settings: async ({ page }) => {
    await page.goto('/settings');
    await page.getByRole('combobox', { name: 'Time zone', exact: true }).focus();
    await page.keyboard.type('kath');
    await expect(page.getByRole('option')).toHaveCount(1);
  },
  'the state of the server': async ({ page }) => {
    await page.goto('/settings/server');
    await expect(page.getByRole('definition').filter({ hasText: /^Embedded \(PostgreSQL/ })).toBeVisible();
    await expect(page.getByRole('table', { name: 'Tables' })).toBeVisible();
  },
  'columns of the list': async ({ page, context, url }) => {
    await signInAs(context, url, 'marketer');
    await page.goto('/series');
    await page.getByRole('button', { name: 'Columns' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  },
  'a series as support': async ({ page, context, url }) => {
    await signInAs(context, url, 'support');
    await page.goto('/series/698948');
    await expect(page.getByText('Read only.')).toBeVisible();
  },
  'the editor as support': async ({ page }) => {
    await page.goto('/series/698948/edit');
    await expect(page.getByRole('link', { name: 'Read the series' })).toBeVisible();
  },
};

const ACCOUNT: States = {
  accounts: async ({ page, context, url }) => {
    const email = await joinAs(context, url, 'Asha Menon');
    await page.goto('/accounts');
    await expect(page.getByRole('row', { name: RegExp(email) })).toBeVisible();
  },
  'a new invitation': async ({ page }) => {
    await page.getByRole('button', { name: 'Invite someone' }).click();
    await page.getByRole('textbox', { name: 'E-mail' }).fill(`${Date.now()}@example.com`);
    await page.getByRole('button', { name: 'Create link' }).click();
    await expect(page.getByText('Send this link yourself')).toBeVisible();
  },
  'own account': async ({ page }) => {
    await page.goto('/account');
    await expect(page.getByText('This session')).toBeVisible();
    await page.getByRole('button', { name: 'New token' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Nightly report');
    await page.getByRole('button', { name: 'Create token' }).click();
    await expect(page.getByText('Copy it now')).toBeVisible();
  },
  'session expired during an edit': async ({ page, context, url }) => {
    const editor = new Editor(page);
    await editor.openFully(698948);
    await editor.fill('Name', 'Diwali');
    await endSessions(context, url);
    await page.getByRole('button', { name: /^Theme/ }).click();
    await expect(page.getByRole('dialog', { name: 'You have been signed out' })).toBeVisible();
  },
};

test.use({ contextOptions: { reducedMotion: 'reduce' }, role: null });

for (const [name, states, runTest] of [
  ['signed out', SIGNED_OUT, ownAccountTest],
  ['demo accounts', DEMO, test],
  ['an own account', ACCOUNT, ownAccountTest],
] as const)
  runTest(
    `${name}: no accessibility violation and no horizontal scrolling, light and dark, wide and narrow`,
    async ({ page, context, desk: { url }, complaints }) => {
      test.slow();
      complaints.allow(/status of 4(01|10)/);
      for (const [state, lead] of Object.entries(states))
        await test.step(state, async () => {
          await lead({ page, context, url });
          await expectAccessible(page, state);
        });
    },
  );
