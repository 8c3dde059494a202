import { useCallback, useEffect, useRef, useState } from 'react';
import type { DirectoryChild } from '#contract/directory-endpoints.ts';
import { fetchChildren, type PlaceType } from '../../../api/place-queries.ts';
import type { PlaceNames } from './place-names.ts';
import { type Branch, pathOf, ROOT, type TreeNode } from './place-rows.ts';

export type Division = 'CONCEPT' | 'ZONE';

interface Loaded extends Branch {
  /** For each call that feeds the branch, where its next page starts; null where it is done. */
  readonly cursors: readonly (string | null)[];
}

interface LoadedTree {
  readonly branches: ReadonlyMap<string, Branch>;
  /** Loads what hangs on a node, or the next page of it, or again what failed. */
  readonly load: (path: string) => void;
  /** The directory holds no places at all. */
  readonly empty: boolean;
  readonly failure: string | null;
}

interface Source {
  readonly type: PlaceType;
  readonly id: number | null;
  readonly concept: number | null;
}

/** The organisation's places, a branch at a time: concepts with the zones of their stores, or zones with all their stores. */
export function useLoadedTree(division: Division, held: PlaceNames): LoadedTree {
  const [branches, setBranches] = useState<ReadonlyMap<string, Loaded>>(new Map());
  const [empty, setEmpty] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const latest = useRef(branches);
  const busy = useRef(new Set<string>());

  const load = useCallback(
    (path: string) => {
      const before = latest.current.get(path);
      if (busy.current.has(path) || (before?.state === 'ready' && !before.more)) return;
      const node = path === ROOT ? null : findNode(latest.current, path);
      if (path !== ROOT && node === null) return;
      busy.current.add(path);
      const put = (branch: Loaded) => {
        latest.current = new Map(latest.current).set(path, branch);
        setBranches(latest.current);
      };
      const sources = node === null ? topOf(division) : [sourceOf(node)];
      const cursors: readonly (string | null)[] = before?.cursors ?? sources.map(() => '');
      put({ nodes: before?.nodes ?? [], state: 'loading', more: false, cursors });
      void (async () => {
        try {
          const answers = await Promise.all(
            sources.map(async (source, at) => {
              const cursor = cursors[at] ?? null;
              return cursor === null ? null : fetchChildren(source, cursor === '' ? null : cursor);
            }),
          );
          const items = answers.flatMap((answer) => answer?.items ?? []);
          held.learn(items);
          const next = answers.map((answer) => answer?.next ?? null);
          const concept =
            node === null ? null : (node.concept ?? (node.place.type === 'CONCEPT' ? node.place.id : null));
          const nodes = [...(before?.nodes ?? []), ...items.map((item) => nodeOf(path, item, concept))];
          if (path === ROOT) setEmpty(answers.every((answer) => answer?.empty !== false));
          setFailure(null);
          put({ nodes, state: 'ready', more: next.some((cursor) => cursor !== null), cursors: next });
        } catch (error) {
          setFailure(error instanceof Error ? error.message : 'No answer came.');
          put({ nodes: before?.nodes ?? [], state: 'failed', more: false, cursors });
        } finally {
          busy.current.delete(path);
        }
      })();
    },
    [division, held],
  );

  useEffect(() => load(ROOT), [load]);
  return { branches, load, empty, failure };
}

const top = (type: PlaceType): Source => ({ type, id: null, concept: null });

/** Below zones also stores that belong to none. */
function topOf(division: Division): readonly Source[] {
  return division === 'CONCEPT' ? [top('CONCEPT')] : [top('ZONE'), top('STORE')];
}

function sourceOf({ place, concept }: TreeNode): Source {
  // The tree holds nothing but places of the directory.
  return { type: place.type as PlaceType, id: place.id, concept: place.type === 'ZONE' ? concept : null };
}

function nodeOf(path: string, place: DirectoryChild, concept: number | null): TreeNode {
  return { path: pathOf(path, place), place, concept, hasChildren: place.children > 0 };
}

function findNode(branches: ReadonlyMap<string, Branch>, path: string): TreeNode | null {
  const above = path.slice(0, path.lastIndexOf('/'));
  return branches.get(above)?.nodes.find((node) => node.path === path) ?? null;
}
