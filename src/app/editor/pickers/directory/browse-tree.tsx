import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useMemo, useState } from 'react';
import { formatNumber } from '#values/number-format.ts';
import { idOfKey } from '#domain/import/list-report.ts';
import { type EntryType, MAX_COUNTED } from '#contract/endpoint-constants.ts';
import { type BranchSource, directorySearchQuery } from '../../../api/directory-queries.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { Notice } from '../../../ui/notice.tsx';
import input from '../../../ui/input.module.css';
import { SearchFailure } from './search-failure.tsx';
import { SearchField } from './search-field.tsx';
import { DirectoryTree, type TreeItems } from './directory-tree.tsx';
import { type Branches, branchesOfHits } from './tree-rows.ts';
import css from './tree.module.css';
import { useLoadedTree } from './use-loaded-tree.ts';

const DEBOUNCE_MS = 200;

interface BrowseTreeProps {
  /** Such as "categories". */
  readonly many: string;
  readonly label: string;
  readonly searchLabel: string;
  /** What the root of the tree consists of. */
  readonly roots: readonly BranchSource[];
  readonly searchedTypes: readonly EntryType[];
  readonly itemsOf: (branches: Branches) => TreeItems;
  /** Beside the search field, while nothing is searched. */
  readonly tools?: ReactNode;
  /** How a selection in the tree works. */
  readonly hint: string | null;
  /** What to do if the directory has no entries. */
  readonly whenEmpty: string;
  /** Offers an id that was typed into the search and is not in the directory. */
  readonly unlisted?: { readonly labelOf: (id: number) => string; readonly onToggle: (id: number) => void };
}

/** A tree of the directory with a search. The results are shown below their ancestors. */
export function BrowseTree({ tools, searchLabel, ...props }: BrowseTreeProps) {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), DEBOUNCE_MS);
  const id = `${useId()}-tree`;
  return (
    <>
      <div className={`cluster ${css.tools}`}>
        <SearchField
          label={searchLabel}
          text={text}
          onText={setText}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return;
            event.preventDefault();
            document.getElementById(id)?.focus();
          }}
        />
        {q === '' && tools}
      </div>
      {q === '' ? <WholeTree key={props.label} {...props} id={id} /> : <FoundTree {...props} id={id} q={q} />}
    </>
  );
}

type TreeProps = Omit<BrowseTreeProps, 'tools' | 'searchLabel'> & { readonly id: string };

function WholeTree({ id, many, label, roots, itemsOf, hint, whenEmpty }: TreeProps) {
  const { branches, load, empty, failure } = useLoadedTree(roots);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());

  function expand(path: string, open: boolean) {
    setExpanded(withItem(expanded, path, open));
    if (open && !branches.has(path)) load(path);
  }

  if (empty) return <Notice tone="info" layout="panel">{`The directory has no ${many}. ${whenEmpty}`}</Notice>;
  return (
    <>
      {failure !== null && (
        <Notice tone="error" live>
          <ErrorText error={failure}>{`The ${many} could not be loaded. ${failure.message}`}</ErrorText>
        </Notice>
      )}
      <DirectoryTree
        id={id}
        label={label}
        branches={branches}
        expanded={expanded}
        onExpand={expand}
        onLoadMore={load}
        itemsOf={itemsOf}
      />
      {hint !== null && <p className="secondary tabular">{hint}</p>}
    </>
  );
}

function FoundTree({ id, q, many, searchedTypes, itemsOf, whenEmpty, unlisted }: TreeProps & { q: string }) {
  const hits = useInfiniteQuery(directorySearchQuery(searchedTypes, q));
  const { data, hasNextPage, error, isFetching, fetchNextPage } = hits;
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const pages = data?.pages;
  const branches = useMemo(
    () =>
      branchesOfHits(
        pages?.flatMap(({ items }) => items) ?? [],
        pages?.flatMap(({ ancestors }) => ancestors) ?? [],
        hasNextPage,
      ),
    [pages, hasNextPage],
  );
  const expanded = useMemo(() => new Set([...branches.keys()].filter((path) => !closed.has(path))), [branches, closed]);
  const total = pages?.[0]?.total ?? 0;
  const typedId = total === 0 && !isFetching ? idOfKey(q) : null;
  return (
    <>
      <p role="status" className="secondary tabular">
        {error
          ? ''
          : pages === undefined
            ? 'Searching…'
            : pages[0]?.empty
              ? `The directory has no ${many}. ${whenEmpty}`
              : total === 0
                ? `No ${many} have “${q}” in their name, code or id.`
                : `${formatNumber(total)}${total >= MAX_COUNTED ? ' or more' : ''} found`}
      </p>
      {error && <SearchFailure error={error} onRetry={() => void hits.refetch()} />}
      {unlisted && typedId !== null && (
        <button type="button" className={input.chip} onClick={() => unlisted.onToggle(typedId)}>
          {unlisted.labelOf(typedId)}
        </button>
      )}
      {total > 0 && (
        <DirectoryTree
          id={id}
          label={`Found ${many}`}
          marked={q}
          branches={branches}
          expanded={expanded}
          onExpand={(path, open) => setClosed(withItem(closed, path, !open))}
          onLoadMore={() => !isFetching && void fetchNextPage()}
          itemsOf={itemsOf}
        />
      )}
    </>
  );
}

function withItem(set: ReadonlySet<string>, item: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (isIn) next.add(item);
  else next.delete(item);
  return next;
}
