import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { formatNumber } from '#catalogue/format.ts';
import { idOfKey } from '#domain/lists/list-report.ts';
import { ancestorsQuery, categoriesQuery, directorySearchQuery } from '../../api/directory.ts';
import { ChevronIcon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/notice.tsx';
import input from '../controls/input.module.css';
import { CheckBox } from './entry-lines.tsx';
import { namesOf } from './names.ts';
import css from './picker.module.css';
import type { Picking } from './picking.ts';
import { SearchField } from './search-field.tsx';
import { foundRows, openRows, parentRow } from './tree-rows.ts';
import { useLater } from '../../ui/use-later.ts';
import { type RowsHandle, VirtualRows } from './virtual-rows.tsx';

const PAUSE_MS = 200;
const ROW_HEIGHT = 40;

/** The tree of categories. Each is chosen by itself: the API stores ids, and one does not stand for those below it. */
export function CategoryTree({ picking }: { readonly picking: Picking }) {
  const { type, many, ids, chosen, toggle } = picking;
  const id = useId();
  const [text, setText] = useState('');
  const [expanded, setExpanded] = useState<ReadonlySet<number>>(new Set());
  const [active, setActive] = useState(0);
  const rowsBox = useRef<RowsHandle>(null);
  const q = useLater(text, PAUSE_MS).trim();

  const opened = [null, ...expanded];
  const levels = useQueries({ queries: opened.map((one) => categoriesQuery(one)) });
  const search = useInfiniteQuery({ ...directorySearchQuery([type], q), enabled: q !== '' });
  const above = useQuery(ancestorsQuery(type, ids));
  const holders = useMemo(() => new Set(above.data?.map((entry) => entry.id)), [above.data]);

  const failed = q === '' ? levels.find(({ error }) => error) : search.error ? search : undefined;
  const pages = search.data?.pages;
  const rows =
    q === ''
      ? openRows((one) => levels[opened.indexOf(one)]?.data, expanded)
      : foundRows(pages?.flatMap(({ items }) => items) ?? [], pages?.flatMap(({ ancestors }) => ancestors) ?? []);
  const at = Math.min(active, rows.length - 1);
  const total = pages?.[0]?.total ?? 0;
  const isEmpty = q === '' ? levels[0]?.data?.length === 0 : pages?.[0]?.empty === true;
  const typedId = rows.length === 0 && !search.isFetching ? idOfKey(q) : null;

  useEffect(() => namesOf(type).learn(rows.map(({ entry }) => entry)));

  function fold(index: number, open: boolean) {
    const row = rows[index];
    if (q !== '' || !row || row.expanded === null) return;
    const next = new Set(expanded);
    if (open) next.add(row.entry.id);
    else next.delete(row.entry.id);
    setExpanded(next);
  }

  function go(to: number) {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setActive(next);
    rowsBox.current?.show(next);
  }

  function choose(index: number) {
    const row = rows[index];
    if (row) toggle(row.entry.id, row.entry.name);
  }

  function key(event: KeyboardEvent) {
    const row = rows[at];
    const does: Partial<Record<string, () => void>> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      ArrowRight: () => (row?.expanded === true ? go(at + 1) : fold(at, true)),
      ArrowLeft: () => (row?.expanded === true && q === '' ? fold(at, false) : go(parentRow(rows, at))),
      ' ': () => choose(at),
      Enter: () => choose(at),
    };
    const act = does[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  return (
    <>
      <SearchField
        label={`Search ${many} by name or id`}
        text={text}
        onText={(next) => {
          setText(next);
          setActive(0);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || rows.length === 0) return;
          event.preventDefault();
          rowsBox.current?.element?.focus();
        }}
      />
      <p className={css.status} role="status">
        {isEmpty || failed
          ? ''
          : q === ''
            ? 'Each is chosen by itself, without those below it.'
            : pages && `${formatNumber(total)} found`}
      </p>
      {failed && (
        <Notice tone="error" layout="panel" live>
          <span>{`The directory cannot be read. ${failed.error?.message ?? ''} `}</span>
          <button type="button" className={css.inline} onClick={() => void failed.refetch()}>
            Try again
          </button>
        </Notice>
      )}
      {isEmpty && (
        <Notice
          tone="info"
          layout="panel"
        >{`There is no directory of ${many} here. Type an id, or paste a list of ids: they are kept without names.`}</Notice>
      )}
      {typedId !== null && (
        <button
          type="button"
          className={input.chip}
          onClick={() => toggle(typedId, String(typedId))}
        >{`${chosen.has(typedId) ? 'Remove' : 'Add'} ${typedId}, which is not in the directory`}</button>
      )}
      <VirtualRows
        handle={rowsBox}
        role="tree"
        aria-label={`Tree of ${many}`}
        tabIndex={0}
        aria-activedescendant={rows[at] ? `${id}-${rows[at].entry.id}` : undefined}
        onKeyDown={key}
        className={css.tree ?? ''}
        count={rows.length}
        rowHeight={ROW_HEIGHT}
        onSeen={(_, last) => {
          if (q !== '' && last >= rows.length - 10 && search.hasNextPage && !search.isFetchingNextPage)
            void search.fetchNextPage();
        }}
        renderRow={(index) => {
          const row = rows[index];
          const isChosen = row !== undefined && chosen.has(row.entry.id);
          return {
            key: String(row?.entry.id),
            props: {
              id: `${id}-${row?.entry.id}`,
              role: 'treeitem',
              'aria-level': row?.level,
              'aria-setsize': row?.siblings,
              'aria-posinset': row?.position,
              'aria-checked': isChosen,
              'aria-expanded': row?.expanded ?? undefined,
              className: css.branch,
              'data-active': index === at || undefined,
              'data-level': Math.min(row?.level ?? 1, 6),
              onClick: () => {
                setActive(index);
                choose(index);
              },
            },
            content: row && (
              <>
                <span
                  className={css.twist}
                  data-open={row.expanded || undefined}
                  data-leaf={row.expanded === null || undefined}
                  aria-hidden
                  onClick={(event) => {
                    if (row.expanded === null || q !== '') return;
                    event.stopPropagation();
                    setActive(index);
                    fold(index, !row.expanded);
                  }}
                >
                  {row.expanded !== null && <ChevronIcon size={16} />}
                </span>
                <CheckBox checked={isChosen} />
                <span className={css.first}>{row.entry.name}</span>
                <span className={css.second}>
                  {!isChosen && holders.has(row.entry.id) && <span>{'some below chosen · '}</span>}
                  {row.within !== null && (
                    <span>{`${formatNumber(row.within)} ${row.within === 1 ? 'SKU' : 'SKUs'} · `}</span>
                  )}
                  <span translate="no">{row.entry.id}</span>
                </span>
              </>
            ),
          };
        }}
      />
    </>
  );
}
