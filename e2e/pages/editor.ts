import { expect, type Locator, type Page } from 'playwright/test';

/** The page that edits one series. Fields are found by the names a person or a screen reader finds them by. */
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

  async isOpen(): Promise<void> {
    await expect(this.text('Name')).toBeVisible();
    // The last section comes a moment after the first ones.
    await expect(this.page.locator('#state [data-field]').first()).toBeVisible();
  }

  section(label: string): Locator {
    return this.page.getByRole('region', { name: label, exact: true });
  }

  /** The input of a text, a number, a day or a list of ids, with suggestions or not; of a limit with its word: "Coupons in total Limit to". */
  text(label: string): Locator {
    const named = { name: label, exact: true };
    return this.page.getByRole('textbox', named).or(this.page.getByRole('combobox', named));
  }

  /** The few options side by side of a flag, a choice or a limit. */
  choice(label: string): Locator {
    return this.page.getByRole('radiogroup', { name: label, exact: true });
  }

  /** Fills a text, a number, a day or a list of ids and leaves it, and waits until the page says what it was before. */
  async fill(label: string, value: string): Promise<void> {
    await this.text(label).fill(value);
    await this.text(label).blur();
    await this.isChanged(label);
  }

  /** Chooses an option that is not the stored one. */
  async choose(label: string, option: string): Promise<void> {
    await this.choice(label).getByRole('radio', { name: option, exact: true }).check();
    await this.isChanged(label);
  }

  /** Types the number of a limit, which is switched on where it was not. */
  async limit(label: string, word: string, value: string): Promise<void> {
    await this.choice(label).getByRole('radio', { name: word, exact: true }).check();
    await this.text(`${label} ${word}`).fill(value);
    await this.text(`${label} ${word}`).blur();
    await this.isChanged(label);
  }

  /** The old value stands below the new one a moment after the last key, and moves what is below it. */
  async isChanged(label: string): Promise<void> {
    await expect(this.putBack(label)).toBeVisible();
  }

  shortcut(label: string, text: string): Locator {
    return this.page.getByRole('group', { name: `${label}: shortcuts` }).getByRole('button', { name: text });
  }

  putBack(label: string): Locator {
    // A part of the name that is only read aloud is kept apart from the rest by a space.
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
    const dialog = this.page.getByRole('dialog', { name: `Unlock “${label}”` });
    await dialog.getByRole('textbox').fill(phrase);
    await dialog.getByRole('button', { name: 'Unlock' }).click();
    await expect(dialog).toBeHidden();
  }

  async askToSave(): Promise<void> {
    await this.saveBar.getByRole('button', { name: 'Review and save' }).click();
  }

  /** What a save came to, by its heading. */
  result(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }
}
