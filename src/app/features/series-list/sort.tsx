import { NativeSelect } from '@mantine/core';
import type { ListSort } from '#contract/endpoint-constants.ts';
import { ChevronIcon, stroke } from '../../ui/icons.tsx';
import type { SortKey } from './list-columns.ts';
import css from './series-list.module.css';

// Every page loads the icons of `ui`; these are for the list only.
const SortUpIcon = stroke(<path d="M12 19V5M6.5 10.5 12 5l5.5 5.5" />);
const SortDownIcon = stroke(<path d="M12 5v14M6.5 13.5 12 19l5.5-5.5" />);

const BEST_MATCH = { value: 'match', label: 'Best match first' } as const;
const ORDERS: readonly { readonly value: ListSort; readonly label: string }[] = [
  { value: '-lastModified', label: 'Last changed first' },
  { value: 'lastModified', label: 'Oldest change first' },
  { value: 'name', label: 'Name, A to Z' },
  { value: '-name', label: 'Name, Z to A' },
  { value: 'validTill', label: 'Ends first' },
  { value: '-validTill', label: 'Ends last' },
  { value: 'status', label: 'Status, live first' },
  { value: '-status', label: 'Status, live last' },
  { value: 'discount', label: 'Discount, smallest first' },
  { value: '-discount', label: 'Discount, largest first' },
  { value: '-redeemed', label: 'Most redeemed first' },
  { value: 'redeemed', label: 'Least redeemed first' },
  { value: 'limit', label: 'Smallest limit first' },
  { value: '-limit', label: 'No limit first' },
];

interface SortProps {
  readonly sort: ListSort;
  readonly onSort: (sort: ListSort) => void;
}

interface SortHeaderProps extends SortProps {
  readonly by: SortKey;
  /** The order after the first click. */
  readonly first: ListSort;
  readonly className?: string | undefined;
  readonly children: string;
}

/** A column heading that sorts by the column; a second click reverses the order. */
export function SortHeader({ by, first, sort, onSort, className, children }: SortHeaderProps) {
  const order = sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : undefined;
  const Icon = order === 'descending' ? SortDownIcon : SortUpIcon;
  return (
    <div role="columnheader" aria-sort={order ?? 'none'} className={className}>
      <button
        type="button"
        className={css.sort}
        data-order={order}
        onClick={() => onSort(order === undefined ? first : order === 'ascending' ? `-${by}` : by)}
      >
        <span>{children}</span>
        <Icon size={13} strokeWidth={2.25} />
      </button>
    </div>
  );
}

/** The same orders, for narrow screens without headings. */
export function SortSelect({ sort, isSearch, onSort }: SortProps & { readonly isSearch: boolean }) {
  return (
    <NativeSelect
      className={css.sortSelect}
      aria-label="Order of the list"
      rightSection={<ChevronIcon size={16} />}
      data={isSearch ? [BEST_MATCH, ...ORDERS] : ORDERS}
      value={sort}
      onChange={(event) => onSort(event.currentTarget.value as ListSort)}
    />
  );
}
