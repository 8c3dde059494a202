import { expect, type Locator, type Page } from 'playwright/test';

export class SeriesList {
  readonly page: Page;
  readonly table: Locator;
  readonly search: Locator;

  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole('table', { name: 'Coupon series' });
    this.search = page.getByRole('searchbox', { name: 'Search series by name, id or any code' });
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/series${query}`);
    await expect(this.count).toContainText('series');
  }

  /** The status line, such as "28 series, as of 12:30". */
  get count(): Locator {
    return this.page.getByRole('status').filter({ hasText: 'as of' });
  }

  series(name: string): Locator {
    return this.table.getByRole('link', { name, exact: true });
  }

  /** The visible names, from the top. */
  get names(): Locator {
    return this.table.getByRole('link');
  }

  sortBy(column: string): Locator {
    return this.table.getByRole('columnheader', { name: column }).getByRole('button');
  }
}
