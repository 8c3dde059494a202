import { useCallback, useEffect, useRef, useState } from 'react';
import type { DirectoryChild } from '#contract/directory-endpoints.ts';
import { fetchChildren, type PlaceType } from '../../../api/place-queries.ts';
import type { PlaceNameCache } from './place-names.ts';
import { type Branch, pathOf, ROOT, type TreeNode } from './place-rows.ts';

export type Division = 'CONCEPT' | 'ZONE';

interface LoadedBranch extends Branch {
  /** The next cursor of each source of the branch; null after the last page. */
  readonly cursors: readonly (string | null)[];
}

interface LoadedTree {
  readonly branches: ReadonlyMap<string, Branch>;
  /** Loads the children of a node or their next page, or retries a failed load. */
  readonly load: (path: string) => void;
  /** The directory has no places at all. */
  readonly empty: boolean;
  readonly failure: string | null;
}

interface Source {
  readonly type: PlaceType;
  readonly id: number | null;
  readonly concept: number | null;
}

/** Loads the places branch by branch: concepts with the zones of their stores, or zones with all their stores. */
export function useLoadedTree(division: Division, nameCache: PlaceNameCache): LoadedTree {
  const [branches, setBranches] = useState<ReadonlyMap<string, LoadedBranch>>(new Map());
  const [empty, setEmpty] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const latest = useRef(branches);
  const loading = useRef(new Set<string>());

  const load = useCallback(
    (path: string) => {
      const previous = latest.current.get(path);
      if (loading.current.has(path) || (previous?.state === 'ready' && !previous.more)) return;
      const node = path === ROOT ? null : findNode(latest.current, path);
      if (path !== ROOT && node === null) return;
      loading.current.add(path);
      const setBranch = (branch: LoadedBranch) => {
        latest.current = new Map(latest.current).set(path, branch);
        setBranches(latest.current);
      };
      const sources = node === null ? rootSources(division) : [sourceOf(node)];
      const cursors: readonly (string | null)[] = previous?.cursors ?? sources.map(() => '');
      setBranch({ nodes: previous?.nodes ?? [], state: 'loading', more: false, cursors });
      void (async () => {
        try {
          const answers = await Promise.all(
            sources.map(async (source, at) => {
              const cursor = cursors[at] ?? null;
              return cursor === null ? null : fetchChildren(source, cursor === '' ? null : cursor);
            }),
          );
          const items = answers.flatMap((answer) => answer?.items ?? []);
          nameCache.add(items);
          const next = answers.map((answer) => answer?.next ?? null);
          const concept =
            node === null ? null : (node.concept ?? (node.place.type === 'CONCEPT' ? node.place.id : null));
          const nodes = [...(previous?.nodes ?? []), ...items.map((item) => nodeOf(path, item, concept))];
          if (path === ROOT) setEmpty(answers.every((answer) => answer?.empty !== false));
          setFailure(null);
          setBranch({ nodes, state: 'ready', more: next.some((cursor) => cursor !== null), cursors: next });
        } catch (error) {
          setFailure(error instanceof Error ? error.message : 'The server did not answer.');
          setBranch({ nodes: previous?.nodes ?? [], state: 'failed', more: false, cursors });
        } finally {
          loading.current.delete(path);
        }
      })();
    },
    [division, nameCache],
  );

  useEffect(() => load(ROOT), [load]);
  return { branches, load, empty, failure };
}

const rootSource = (type: PlaceType): Source => ({ type, id: null, concept: null });

/** By zone, the root also has the stores without a zone. */
function rootSources(division: Division): readonly Source[] {
  return division === 'CONCEPT' ? [rootSource('CONCEPT')] : [rootSource('ZONE'), rootSource('STORE')];
}

function sourceOf({ place, concept }: TreeNode): Source {
  // All places of the tree come from the directory, so their type is known.
  return { type: place.type as PlaceType, id: place.id, concept: place.type === 'ZONE' ? concept : null };
}

function nodeOf(path: string, place: DirectoryChild, concept: number | null): TreeNode {
  return { path: pathOf(path, place), place, concept, hasChildren: place.children > 0 };
}

function findNode(branches: ReadonlyMap<string, Branch>, path: string): TreeNode | null {
  const parentPath = path.slice(0, path.lastIndexOf('/'));
  return branches.get(parentPath)?.nodes.find((node) => node.path === path) ?? null;
}
