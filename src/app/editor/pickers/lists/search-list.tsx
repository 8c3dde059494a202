import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { formatNumber } from '#values/number-format.ts';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import { MAX_COUNTED } from '#contract/endpoint-constants.ts';
import { idOfKey } from '#domain/import/list-report.ts';
import { directorySearchQuery } from '../../../api/directory-queries.ts';
import { Notice } from '../../../ui/notice.tsx';
import { CheckBox, EntryText } from '../directory/tree-item.tsx';
import rowsCss from '../directory/rows.module.css';
import css from './picker.module.css';
import type { PickerSelection } from './picking.ts';
import { SearchFailure } from '../directory/search-failure.tsx';
import { SearchField } from '../directory/search-field.tsx';
import { type RowsHandle, VirtualRows } from '../directory/virtual-rows.tsx';

const DEBOUNCE_MS = 200;
const ROW_HEIGHT = 52;
const PAGE_ROWS = 7;

/** A search result, or a typed id that is not in the directory. */
type Option = { readonly id: number; readonly entry: DirectoryEntry | null };

/** Search in the directory, loaded page by page: a multi-select combobox whose list is always open. */
export function SearchList({ selection }: { readonly selection: PickerSelection }) {
  const { type, many, chosen, toggle } = selection;
  const id = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const rows = useRef<RowsHandle>(null);
  const [q] = useDebouncedValue(text, DEBOUNCE_MS);
  const search = useInfiniteQuery(directorySearchQuery([type], q));
  const { data, error, hasNextPage, isFetchingNextPage, isPlaceholderData } = search;
  const pages = data?.pages;

  const found = pages?.flatMap(({ items }) => items) ?? [];
  const typedId = isPlaceholderData || !pages ? null : idOfKey(q.trim());
  const unknown =
    typedId !== null && !found.some((entry) => entry.id === typedId) ? [{ id: typedId, entry: null }] : [];
  const options: readonly Option[] = [...unknown, ...found.map((entry) => ({ id: entry.id, entry }))];
  const total = pages?.[0]?.total ?? 0;
  const empty = pages?.[0]?.empty ?? false;
  const at = Math.min(active, options.length - 1);

  function move(to: number) {
    const next = Math.max(0, Math.min(options.length - 1, to));
    setActive(next);
    rows.current?.show(next);
  }

  function choose(option: Option | undefined) {
    if (option) toggle(option.id, option.entry);
  }

  function key(event: KeyboardEvent) {
    const steps: Partial<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: PAGE_ROWS,
      PageUp: -PAGE_ROWS,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      move(at + step);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(options[at]);
    }
  }

  const totalText = `${formatNumber(total)}${total >= MAX_COUNTED ? ' or more' : ''}`;
  return (
    <>
      <SearchField
        label={`Search ${many} by name, code or id`}
        text={text}
        onText={(next) => {
          setText(next);
          setActive(0);
          rows.current?.show(0);
        }}
        onKeyDown={key}
        combobox={{
          listId: `${id}-list`,
          activeId: options.length > 0 ? `${id}-${at}` : undefined,
        }}
      />
      <p className={`secondary tabular ${css.status}`} role="status">
        {error
          ? ''
          : !pages
            ? 'Searching…'
            : empty
              ? ''
              : text === ''
                ? `${totalText} in the directory`
                : total === 0
                  ? `No ${many} have “${text}” in their name, code or id.`
                  : `${totalText} found`}
      </p>
      {error && <SearchFailure error={error} onRetry={() => void search.refetch()} />}
      {empty && (
        <Notice
          tone="info"
          layout="panel"
        >{`The directory has no ${many}. Type an id, or paste a list of ids: they are saved without names.`}</Notice>
      )}
      <VirtualRows
        handle={rows}
        id={`${id}-list`}
        role="listbox"
        aria-label={`Found ${many}`}
        aria-multiselectable
        aria-busy={isPlaceholderData || isFetchingNextPage}
        data-stale={isPlaceholderData || undefined}
        count={options.length}
        rowHeight={ROW_HEIGHT}
        onVisibleRange={(_, last) => {
          if (last >= options.length - 10 && hasNextPage && !isFetchingNextPage) void search.fetchNextPage();
        }}
        renderRow={(index) => {
          const option = options[index];
          const isChosen = option !== undefined && chosen.has(option.id);
          return {
            key: `${option?.id}`,
            props: {
              id: `${id}-${index}`,
              role: 'option',
              'aria-selected': isChosen,
              'aria-setsize': total + unknown.length,
              'aria-posinset': index + 1,
              className: `${rowsCss.row} ${css.option}`,
              'data-active': index === at || undefined,
              // The search field keeps the focus, so that the user can continue typing.
              onPointerDown: (event) => event.preventDefault(),
              onClick: () => {
                setActive(index);
                choose(option);
              },
            },
            content: option && (
              <>
                <CheckBox status={isChosen ? 'chosen' : 'free'} />
                <EntryText
                  name={option.entry ? option.entry.name || 'Unnamed' : `${isChosen ? '' : 'Add '}${option.id}`}
                  details={option.entry ? '' : empty ? 'By its id' : 'Not in the directory'}
                  note={option.entry?.isActive === false ? 'Closed' : ''}
                  entry={option.entry ?? { code: null, id: option.id }}
                />
              </>
            ),
          };
        }}
      />
    </>
  );
}
