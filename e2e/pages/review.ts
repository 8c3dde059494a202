import { expect, type Locator, type Page } from 'playwright/test';

/** The review dialog, which lists every difference before the save. */
export class Review {
  readonly dialog: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: /^Review \d+ changes?$/ });
  }

  /** One difference, by the field's API name. */
  change(apiName: string): Locator {
    return this.dialog
      .getByRole('term')
      .filter({ has: this.dialog.page().getByText(apiName, { exact: true }) })
      .locator('xpath=following-sibling::dd[1]');
  }

  /** Expects both values of a difference. */
  async says(apiName: string, from: string, to: string): Promise<void> {
    await expect(this.change(apiName)).toContainText(`from ${from}`);
    await expect(this.change(apiName)).toContainText(`to ${to}`);
  }

  /** Makes the same choice for both lists that the API never returns. */
  async decide(choice: RegExp): Promise<void> {
    for (const field of ['Products', 'Where coupons are redeemed'])
      await this.dialog
        .getByRole('group', { name: `${field}: the API does not return what is stored` })
        .getByLabel(choice)
        .check();
  }

  get button(): Locator {
    return this.dialog.getByRole('button', { name: /^Save \d+ changes?$/ });
  }

  /** Enters why the save ends coupons that customers hold. */
  async giveReason(text: string): Promise<void> {
    await this.dialog.getByRole('textbox', { name: 'Reason' }).fill(text);
  }

  async save(): Promise<void> {
    await this.button.click();
    await expect(this.dialog).toBeHidden();
  }

  async back(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Back to editing' }).click();
    await expect(this.dialog).toBeHidden();
  }
}
