import { Problem } from '../http/problems.ts';
import type { Page } from './mirror-answers.ts';

/** The pages of a million entries. A longer list is treated as endless. */
const MAX_PAGES = 2_000;

/**
 * Reads every item of a paged list, each once, until a page has no new items. `read` receives the start of a page.
 *
 * The API documents `start_id` as a position ("start_id=10 retrieves from record number 11"), but names it like an id.
 * The number of items so far is never larger than their highest id, so using it skips nothing in either case. If that
 * returns nothing new although the API counts more, the highest id is used from then on. Throws a Problem if fewer
 * items arrive than the API counts, because missing items would be treated as deleted.
 */
export async function readPages<T extends { readonly id: number }>(
  read: (start: number) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items = new Map<number, T>();
  let total = 0;
  let byId = false;
  for (let pages = 0; ; pages += 1) {
    if (pages === MAX_PAGES) throw Problem.one(502, 502, 'The loyalty API returned too many pages.');
    const before = items.size;
    const page = await read(byId ? highest(items) : items.size);
    for (const item of page.items) items.set(item.id, item);
    total = page.total ?? total;
    if (items.size > before) continue;
    if (items.size >= total) return [...items.values()];
    if (byId || items.size === 0)
      throw Problem.one(502, 502, `The loyalty API returned ${items.size} of ${total} entries.`);
    byId = true;
  }
}

const highest = (items: ReadonlyMap<number, unknown>) => [...items.keys()].reduce((a, b) => Math.max(a, b), 0);
