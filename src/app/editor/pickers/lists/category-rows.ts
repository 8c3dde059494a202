import { cycleRoots } from '#domain/targets/cycle-roots.ts';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';

/** One line of a tree that is drawn as a list. */
export interface TreeRow {
  readonly entry: DirectoryEntry;
  /** From 1. */
  readonly level: number;
  /** Null for a leaf. */
  readonly expanded: boolean | null;
  readonly position: number;
  readonly siblings: number;
  /** SKUs in it and below; null where that is not known. */
  readonly within: number | null;
}

interface Branch extends DirectoryEntry {
  readonly children: number;
  readonly within: number | null;
}

/** The tree as far as it is open. `below` gives what hangs on an entry, undefined while that is on its way. */
export function openRows(
  below: (id: number | null) => readonly Branch[] | undefined,
  expanded: ReadonlySet<number>,
): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const walk = (id: number | null, level: number, above: ReadonlySet<number>) => {
    const list = below(id) ?? [];
    for (const [at, entry] of list.entries()) {
      // Somebody's circle ends where it began.
      const isOpen = expanded.has(entry.id) && !above.has(entry.id);
      const { children, within } = entry;
      rows.push({
        entry,
        level,
        expanded: children === 0 ? null : isOpen,
        position: at + 1,
        siblings: list.length,
        within,
      });
      if (isOpen) walk(entry.id, level + 1, new Set(above).add(entry.id));
    }
  };
  walk(null, 1, new Set());
  return rows;
}

/** What a search has found, hung on what it hangs on; everything is open. */
export function foundRows(hits: readonly DirectoryEntry[], ancestors: readonly DirectoryEntry[]): readonly TreeRow[] {
  const all = new Map([...ancestors, ...hits].map((entry) => [entry.id, entry]));
  const tops = cycleRoots(all.keys(), (id) => all.get(id)?.parentId ?? null);
  const below = new Map<number | null, DirectoryEntry[]>();
  for (const entry of all.values()) {
    const isBelow = entry.parentId !== null && all.has(entry.parentId) && !tops.has(entry.id);
    const parent = isBelow ? entry.parentId : null;
    below.set(parent, [...(below.get(parent) ?? []), entry]);
  }
  const rows: TreeRow[] = [];
  const walk = (id: number | null, level: number) => {
    const list = (below.get(id) ?? []).toSorted((a, b) => a.name.localeCompare(b.name));
    for (const [at, entry] of list.entries()) {
      const isParent = below.has(entry.id);
      rows.push({
        entry,
        level,
        expanded: isParent ? true : null,
        position: at + 1,
        siblings: list.length,
        within: null,
      });
      if (isParent) walk(entry.id, level + 1);
    }
  };
  walk(null, 1);
  return rows;
}

/** The row that one above this one hangs under; itself at the top. */
export function parentRow(rows: readonly TreeRow[], index: number): number {
  const level = rows[index]?.level ?? 1;
  for (let at = index - 1; at >= 0; at -= 1) if ((rows[at]?.level ?? 0) < level) return at;
  return index;
}
