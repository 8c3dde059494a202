import { expect, type Locator, type Page } from 'playwright/test';

/** The dialog that chooses products of one kind. */
export class Picker {
  readonly page: Page;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
  }

  button(kind: string): Locator {
    return this.page.getByRole('button', { name: RegExp(`^Choose… ?${kind}$`) });
  }

  async open(kind: string): Promise<this> {
    await this.button(kind).click();
    await expect(this.dialog.getByRole('button', { name: 'Done' })).toBeVisible();
    return this;
  }

  get search(): Locator {
    return this.dialog.getByRole('combobox', { name: /^Search/ });
  }

  get report(): Locator {
    return this.dialog.getByRole('list', { name: 'Lines that add nothing' });
  }

  option(name: string): Locator {
    return this.dialog.getByRole('option', { name: RegExp(`^${name}`) });
  }

  /** Searches, and toggles the first hit with this name. */
  async find(text: string, name: string): Promise<void> {
    await this.search.fill(text);
    const before = await this.option(name).first().getAttribute('aria-selected');
    await this.option(name).first().click();
    await expect(this.option(name).first()).toHaveAttribute('aria-selected', String(before !== 'true'));
  }

  async remove(name: string): Promise<void> {
    await this.dialog.getByRole('button', { name: `Remove ${name}`, exact: true }).click();
    await expect(this.dialog.getByText(`${name} removed.`)).toBeVisible();
  }

  async paste(text: string): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Paste or file…' }).click();
    await this.dialog.getByRole('textbox', { name: /^Ids or codes/ }).fill(text);
  }

  async add(button: string): Promise<void> {
    await this.dialog.getByRole('button', { name: button, exact: true }).click();
  }

  async done(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Done' }).click();
    await expect(this.dialog).toBeHidden();
  }
}
