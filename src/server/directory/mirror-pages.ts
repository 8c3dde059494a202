import { Problem } from '../http/problems.ts';
import type { Page } from './mirror-answers.ts';

/** As many pages as a million entries have: a list that goes on beyond that does not end. */
const MOST_PAGES = 2_000;

/**
 * Every item of a list that comes by pages, each once, until a page brings nothing new. `read` takes where a page starts.
 *
 * The API's `start_id` is documented as a position ("start_id=10 retrieves from record number 11") and named like an id. The
 * number of items so far is never larger than their highest id, so that it skips nothing in either case; where it brings nothing
 * new although the API counts more, the highest id is used from there on. Throws a Problem where fewer came than the API
 * counts: what did not come would be taken for deleted.
 */
export async function readPages<T extends { readonly id: number }>(
  read: (start: number) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items = new Map<number, T>();
  let total = 0;
  let byId = false;
  for (let pages = 0; ; pages += 1) {
    if (pages === MOST_PAGES) throw Problem.one(502, 502, 'The pages of the loyalty API do not end.');
    const before = items.size;
    const page = await read(byId ? highest(items) : items.size);
    for (const item of page.items) items.set(item.id, item);
    total = page.total ?? total;
    if (items.size > before) continue;
    if (items.size >= total) return [...items.values()];
    if (byId || items.size === 0)
      throw Problem.one(502, 502, `The loyalty API answered ${items.size} of ${total} entries.`);
    byId = true;
  }
}

const highest = (items: ReadonlyMap<number, unknown>) => [...items.keys()].reduce((one, two) => Math.max(one, two), 0);
