import { PAGE_DATA_ID, type PageData } from '#contract/page-data.ts';

/** How long the page may start with what the server sent, ms. */
const FRESH_MS = 10_000;

let data = read();

/** What the server sent with this page; null without a session, and after the first page. */
export const pageData = (): PageData | null => (performance.now() < FRESH_MS ? data : null);

/** Whether a page that opens now has this series as the server sent it. */
export const isPageSeries = (id: number): boolean => pageData()?.series?.id === id;

/** The first page has opened: the next one reads again. */
export const forgetPageData = (): void => void (data = null);

function read(): PageData | null {
  const text = document.getElementById(PAGE_DATA_ID)?.textContent;
  // Our server writes it.
  return text ? (JSON.parse(text) as PageData) : null;
}
