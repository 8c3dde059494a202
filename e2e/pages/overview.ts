import { expect, type Locator, type Page } from 'playwright/test';

/** The read-only page of one series. */
export class Overview {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(id: number): Promise<void> {
    await this.page.goto(`/series/${id}`);
    await this.isOpen();
  }

  async isOpen(): Promise<void> {
    const edit = this.page.getByRole('button', { name: 'Edit this series' });
    await expect(edit.or(this.page.locator('#read-only'))).toBeVisible();
  }

  /** Unfolds all collapsed parts. */
  async unfoldAll(): Promise<void> {
    const folds = this.page.getByRole('button', { name: /^Rare and not set/, expanded: false });
    await folds.evaluateAll((buttons: HTMLElement[]) => buttons.forEach((button) => button.click()));
    await expect(folds).toHaveCount(0);
  }

  /** The row of a field, by its API name. */
  row(apiName: string): Locator {
    return this.page.getByRole('term').filter({ has: this.page.getByText(apiName, { exact: true }) });
  }
}
