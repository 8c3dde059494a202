import { expect, type Locator, type Page } from 'playwright/test';

/** The editor of one series. Finds fields by their accessible names. */
export class Editor {
  readonly page: Page;
  readonly saveBar: Locator;
  readonly problems: Locator;

  constructor(page: Page) {
    this.page = page;
    this.saveBar = page.getByRole('region', { name: 'Unsaved changes' });
    this.problems = page.getByRole('region', { name: /^Fix \d+ errors? before saving$/ });
  }

  async open(id: number): Promise<void> {
    await this.page.goto(`/series/${id}/edit`);
    await this.isOpen();
  }

  /** Opens the editor and waits for its last requests. After them it sends none until the user acts. */
  async openFully(id: number): Promise<void> {
    const last = ['lookup', 'property-keys', 'ancestors'].map((name) =>
      this.page.waitForResponse(`**/api/directory/${name}`),
    );
    last.push(this.page.waitForResponse(`**/api/me/drafts/${id}`));
    await this.open(id);
    await Promise.all(last);
  }

  async isOpen(): Promise<void> {
    await expect(this.text('Name')).toBeVisible();
    // The last section renders after the first ones.
    await expect(this.page.locator('#state [data-field]').first()).toBeVisible();
  }

  section(label: string): Locator {
    return this.page.getByRole('region', { name: label, exact: true });
  }

  /** The input of a text, number, day or id list. For a limit, append its option: "Coupons in total Limit to". */
  text(label: string): Locator {
    const named = { name: label, exact: true };
    return this.page.getByRole('textbox', named).or(this.page.getByRole('combobox', named));
  }

  /** The radio group of a flag, a choice or a limit. */
  choice(label: string): Locator {
    return this.page.getByRole('radiogroup', { name: label, exact: true });
  }

  /** Fills and blurs a text, number, day or id list, and waits until the page shows the previous value. */
  async fill(label: string, value: string): Promise<void> {
    await this.text(label).fill(value);
    await this.text(label).blur();
    await this.isChanged(label);
  }

  /** Chooses an option other than the stored one. */
  async choose(label: string, option: string): Promise<void> {
    await this.choice(label).getByRole('radio', { name: option, exact: true }).check();
    await this.isChanged(label);
  }

  /** Switches a limit on and enters its number. `option` is the radio button's label. */
  async limit(label: string, option: string, value: string): Promise<void> {
    await this.choice(label).getByRole('radio', { name: option, exact: true }).check();
    await this.text(`${label} ${option}`).fill(value);
    await this.text(`${label} ${option}`).blur();
    await this.isChanged(label);
  }

  /** Waits for the previous value under the field. It appears after a debounce and shifts the content below. */
  async isChanged(label: string): Promise<void> {
    await expect(this.putBack(label)).toBeVisible();
  }

  shortcut(label: string, text: string): Locator {
    return this.page.getByRole('group', { name: `${label}: shortcuts` }).getByRole('button', { name: text });
  }

  putBack(label: string): Locator {
    // A visually hidden part of the name is separated by a space.
    return this.page.getByRole('button', { name: RegExp(`^Put back ?: ${label}$`) });
  }

  /** Opens the rarely used fields of a section. */
  async unfold(section: string): Promise<void> {
    const fold = this.section(section).getByRole('button', { name: /^Rarely used/ });
    if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click();
  }

  async unfoldAll(): Promise<void> {
    const folds = this.page.getByRole('button', { name: /^Rarely used/, expanded: false });
    await folds.evaluateAll((buttons: HTMLElement[]) => buttons.forEach((button) => button.click()));
    await expect(folds).toHaveCount(0);
  }

  async unlock(label: string, phrase: string): Promise<void> {
    await this.page.getByRole('button', { name: RegExp(`^Unlock… ?${label}$`) }).click();
    await this.answerUnlock(label, phrase);
  }

  /** Types the phrase in the dialog that asks for it. */
  async answerUnlock(label: string, phrase: string): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: `Unlock “${label}”` });
    await dialog.getByRole('textbox').fill(phrase);
    await dialog.getByRole('button', { name: 'Unlock' }).click();
    await expect(dialog).toBeHidden();
  }

  async askToSave(): Promise<void> {
    await this.saveBar.getByRole('button', { name: 'Review and save' }).click();
  }

  /** The result of a save, by its heading. */
  result(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }
}
