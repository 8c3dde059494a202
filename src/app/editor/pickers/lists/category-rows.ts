import { cycleRoots } from '#domain/targets/cycle-roots.ts';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';

/** A row of a tree that is rendered as a flat list. */
export interface TreeRow {
  readonly entry: DirectoryEntry;
  /** From 1. */
  readonly level: number;
  /** Null for a leaf. */
  readonly expanded: boolean | null;
  readonly position: number;
  readonly siblings: number;
  /** Number of SKUs in it and below; null if unknown. */
  readonly within: number | null;
}

interface Branch extends DirectoryEntry {
  readonly children: number;
  readonly within: number | null;
}

/** The rows of the expanded branches. `childrenOf` returns the children of an entry, undefined while they load. */
export function openRows(
  childrenOf: (id: number | null) => readonly Branch[] | undefined,
  expanded: ReadonlySet<number>,
): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const walk = (id: number | null, level: number, ancestorIds: ReadonlySet<number>) => {
    const list = childrenOf(id) ?? [];
    for (const [at, entry] of list.entries()) {
      // Stop at a cycle in the data.
      const isOpen = expanded.has(entry.id) && !ancestorIds.has(entry.id);
      const { children, within } = entry;
      rows.push({
        entry,
        level,
        expanded: children === 0 ? null : isOpen,
        position: at + 1,
        siblings: list.length,
        within,
      });
      if (isOpen) walk(entry.id, level + 1, new Set(ancestorIds).add(entry.id));
    }
  };
  walk(null, 1, new Set());
  return rows;
}

/** Search hits below their ancestors, all expanded. */
export function foundRows(hits: readonly DirectoryEntry[], ancestors: readonly DirectoryEntry[]): readonly TreeRow[] {
  const all = new Map([...ancestors, ...hits].map((entry) => [entry.id, entry]));
  const roots = cycleRoots(all.keys(), (id) => all.get(id)?.parentId ?? null);
  const childrenOf = new Map<number | null, DirectoryEntry[]>();
  for (const entry of all.values()) {
    const hasLoadedParent = entry.parentId !== null && all.has(entry.parentId) && !roots.has(entry.id);
    const parent = hasLoadedParent ? entry.parentId : null;
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), entry]);
  }
  const rows: TreeRow[] = [];
  const walk = (id: number | null, level: number) => {
    const list = (childrenOf.get(id) ?? []).toSorted((a, b) => a.name.localeCompare(b.name));
    for (const [at, entry] of list.entries()) {
      const isParent = childrenOf.has(entry.id);
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

/** Index of the parent row; the index itself at the root. */
export function parentRow(rows: readonly TreeRow[], index: number): number {
  const level = rows[index]?.level ?? 1;
  for (let at = index - 1; at >= 0; at -= 1) if ((rows[at]?.level ?? 0) < level) return at;
  return index;
}
