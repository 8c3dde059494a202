import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DirectoryChild } from '#contract/directory-endpoints.ts';
import { type BranchSource, childrenQuery } from '../../../api/directory-queries.ts';
import { type Branch, type Branches, pathOf, ROOT, type TreeNode } from './tree-rows.ts';

interface LoadedBranch extends Branch {
  /** The next cursor of each source of the branch; null after the last page. */
  readonly cursors: readonly (string | null)[];
}

interface LoadedTree {
  readonly branches: Branches;
  /** Loads the children of a node or their next page, or retries a failed load. */
  readonly load: (path: string) => void;
  /** The directory has no entries at all. */
  readonly empty: boolean;
  readonly failure: Error | null;
}

/** Loads a tree of the directory branch by branch. `roots`: what the root consists of; it must be stable. */
export function useLoadedTree(roots: readonly BranchSource[]): LoadedTree {
  const client = useQueryClient();
  const [branches, setBranches] = useState<ReadonlyMap<string, LoadedBranch>>(new Map());
  const [empty, setEmpty] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
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
      const sources = node === null ? roots : [sourceOf(node)];
      const cursors: readonly (string | null)[] = previous?.cursors ?? sources.map(() => '');
      setBranch({ nodes: previous?.nodes ?? [], state: 'loading', more: false, cursors });
      void (async () => {
        try {
          const answers = await Promise.all(
            sources.map(async (source, at) => {
              const cursor = cursors[at] ?? null;
              return cursor === null ? null : client.fetchQuery(childrenQuery(source, cursor));
            }),
          );
          const items = answers.flatMap((answer) => answer?.items ?? []);
          const next = answers.map((answer) => answer?.next ?? null);
          const concept =
            node === null ? null : (node.concept ?? (node.entry.type === 'CONCEPT' ? node.entry.id : null));
          const nodes = [...(previous?.nodes ?? []), ...items.map((item) => nodeOf(path, item, concept))];
          if (path === ROOT) setEmpty(answers.every((answer) => answer?.empty !== false));
          setFailure(null);
          setBranch({ nodes, state: 'ready', more: next.some((cursor) => cursor !== null), cursors: next });
        } catch (error) {
          setFailure(error instanceof Error ? error : new Error('The server did not answer.'));
          setBranch({ nodes: previous?.nodes ?? [], state: 'failed', more: false, cursors });
        } finally {
          loading.current.delete(path);
        }
      })();
    },
    [client, roots],
  );

  useEffect(() => load(ROOT), [load]);
  return { branches, load, empty, failure };
}

function sourceOf({ entry: { type, id }, concept }: TreeNode): BranchSource {
  // The nodes of a tree are categories or places.
  return { type: type as BranchSource['type'], id, concept: type === 'ZONE' ? concept : null };
}

function nodeOf(path: string, entry: DirectoryChild, concept: number | null): TreeNode {
  const { children, within, zoneIds = [] } = entry;
  return { path: pathOf(path, entry), entry, concept, hasChildren: children > 0, within, zoneIds };
}

function findNode(branches: Branches, path: string): TreeNode | null {
  const parentPath = path.slice(0, path.lastIndexOf('/'));
  return branches.get(parentPath)?.nodes.find((node) => node.path === path) ?? null;
}
