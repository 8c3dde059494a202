import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useId, useMemo, useState } from 'react';
import { formatNumber } from '#values/number-format.ts';
import type { Place } from '#catalogue/model/kinds.ts';
import { MOST_COUNTED } from '#contract/endpoint-constants.ts';
import type { PlaceIndex } from '#domain/targets/place-coverage.ts';
import { directorySearchQuery } from '../../../api/directory-queries.ts';
import type { PlaceType } from '../../../api/place-queries.ts';
import { CrossIcon, SearchIcon } from '../../../ui/icons.tsx';
import { Notice } from '../../../ui/notice.tsx';
import input from '../../../ui/input.module.css';
import { Segmented } from '../../../ui/segmented.tsx';
import { SearchFailure } from '../lists/search-failure.tsx';
import type { PlaceNameCache } from './place-names.ts';
import { PlaceTree } from './place-tree.tsx';
import css from './places.module.css';
import { type Branch, branchesOfHits } from './place-rows.ts';
import { type Division, useLoadedTree } from './use-loaded-tree.ts';

const DEBOUNCE_MS = 200;
const MAX_QUERY_LENGTH = 200;

interface BrowsePlacesProps {
  readonly places: readonly Place[];
  readonly types: readonly PlaceType[];
  readonly nameCache: PlaceNameCache;
  readonly placeIndex: PlaceIndex;
  readonly onToggle: (place: Place) => void;
}

/** The tree of all places, or of the search results. */
export function BrowsePlaces(props: BrowsePlacesProps) {
  const [text, setText] = useState('');
  const [division, setDivision] = useState<Division>('CONCEPT');
  const id = useId();
  const [q] = useDebouncedValue(text.trim(), DEBOUNCE_MS);
  return (
    <>
      <div className={css.tools}>
        <div role="search" className={`${input.field} ${css.search}`}>
          <SearchIcon size={16} />
          <input
            className={input.input}
            type="text"
            data-autofocus
            // Esc clears the search first; only a second Esc closes the dialog.
            data-mantine-stop-propagation={text !== '' || undefined}
            autoComplete="off"
            spellCheck={false}
            maxLength={MAX_QUERY_LENGTH}
            placeholder="Search by name, code or id"
            aria-label="Search places by name, code or id"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && text !== '') {
                event.preventDefault();
                event.stopPropagation();
                setText('');
              }
              if (event.key === 'ArrowDown') {
                event.preventDefault();
                document.getElementById(`${id}-tree`)?.focus();
              }
            }}
          />
          {text !== '' && (
            <button
              type="button"
              className={input.iconButton}
              aria-label="Clear the search"
              onClick={() => setText('')}
            >
              <CrossIcon size={14} />
            </button>
          )}
        </div>
        {q === '' && (
          <>
            <span id={`${id}-by`} className="visually-hidden">
              Arrange by
            </span>
            <Segmented<Division>
              id={`${id}-division`}
              labelledBy={`${id}-by`}
              segments={[
                { value: 'CONCEPT', label: 'By concept' },
                { value: 'ZONE', label: 'By zone' },
              ]}
              value={division}
              onChange={setDivision}
            />
          </>
        )}
      </div>
      {q === '' ? (
        <AllPlaces key={division} id={`${id}-tree`} division={division} {...props} />
      ) : (
        <FoundPlaces id={`${id}-tree`} q={q} {...props} />
      )}
    </>
  );
}

function AllPlaces({ id, division, nameCache, ...rest }: BrowsePlacesProps & { id: string; division: Division }) {
  const { branches, load, empty, failure } = useLoadedTree(division, nameCache);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());

  function expand(path: string, open: boolean) {
    const next = new Set(expanded);
    if (open) next.add(path);
    else next.delete(path);
    setExpanded(next);
    if (open && !branches.has(path)) load(path);
  }

  if (empty)
    return (
      <Notice tone="info" layout="panel">
        The directory has no places. You can enter ids under “Paste or file”.
      </Notice>
    );
  return (
    <>
      {failure !== null && <Notice tone="error" live>{`Places could not be loaded. ${failure}`}</Notice>}
      <PlaceTree
        {...rest}
        id={id}
        label={division === 'CONCEPT' ? 'Places by concept' : 'Places by zone'}
        branches={branches}
        expanded={expanded}
        onExpand={expand}
        onLoadMore={load}
      />
      {division === 'CONCEPT' && (
        <p className={input.note}>A zone has stores of several concepts. Choosing it includes all of them.</p>
      )}
    </>
  );
}

const NO_BRANCHES: ReadonlyMap<string, Branch> = new Map();

function FoundPlaces({ id, q, nameCache, types, ...rest }: BrowsePlacesProps & { id: string; q: string }) {
  const hits = useInfiniteQuery(directorySearchQuery(searchTypes(types), q));
  const { data, hasNextPage, error, isFetching, fetchNextPage } = hits;
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const pages = data?.pages;
  useEffect(() => {
    for (const page of pages ?? []) nameCache.add([...page.ancestors, ...page.items]);
  }, [pages, nameCache]);
  const branches = useMemo(
    () =>
      pages === undefined
        ? NO_BRANCHES
        : branchesOfHits(
            pages.flatMap(({ items }) => items),
            pages.flatMap(({ ancestors }) => ancestors),
            hasNextPage,
          ),
    [pages, hasNextPage],
  );
  const expanded = useMemo(() => new Set([...branches.keys()].filter((path) => !closed.has(path))), [branches, closed]);
  const total = pages?.[0]?.total ?? 0;
  return (
    <>
      <p role="status" className={input.note}>
        {error
          ? ''
          : pages === undefined
            ? 'Searching…'
            : total === 0
              ? `No place has “${q}” in its name, code or id.`
              : `${formatNumber(total)}${total >= MOST_COUNTED ? ' or more' : ''} found`}
      </p>
      {error && <SearchFailure why={error.message} onRetry={() => void hits.refetch()} />}
      {total > 0 && (
        <PlaceTree
          {...rest}
          types={types}
          id={id}
          label="Places found"
          marked={q}
          branches={branches}
          expanded={expanded}
          onExpand={(path, open) => {
            const next = new Set(closed);
            if (open) next.delete(path);
            else next.add(path);
            setClosed(next);
          }}
          onLoadMore={() => !isFetching && void fetchNextPage()}
        />
      )}
    </>
  );
}

/** Searches zones, too, because the user may look for stores by their zone. */
const searchTypes = (types: readonly PlaceType[]): readonly PlaceType[] =>
  types.includes('ZONE') ? types : ['ZONE', ...types];
