import type { ListColumn, ListSort } from '#contract/endpoint-constants.ts';

import css from './series-list.module.css';

export type SortKey = 'name' | 'lastModified' | 'validTill' | 'status' | 'discount' | 'redeemed' | 'limit';

interface Column {
  readonly label: string;
  /** Its width, as a track of a grid. */
  readonly track: string;
  /** Of the heading. */
  readonly className?: string | undefined;
  /** What the heading sorts by, and the order after the first click. */
  readonly sorting?: { readonly by: SortKey; readonly first: ListSort };
}

/** The columns that a user can hide. */
export const COLUMNS: Readonly<Record<ListColumn, Column>> = {
  // Empty on narrow screens.
  until: {
    label: 'Valid until',
    track: 'var(--until)',
    className: css.until,
    sorting: { by: 'validTill', first: 'validTill' },
  },
  discount: {
    label: 'Discount',
    track: 'minmax(6.25rem, 1.3fr)',
    sorting: { by: 'discount', first: '-discount' },
  },
  figures: {
    label: 'Redeemed of issued',
    track: 'minmax(7.25rem, 1fr)',
    sorting: { by: 'redeemed', first: '-redeemed' },
  },
  limit: {
    label: 'Limit',
    track: 'minmax(8.25rem, 0.9fr)',
    className: css.end,
    sorting: { by: 'limit', first: 'limit' },
  },
  changed: {
    label: 'Changed',
    track: 'minmax(5rem, 0.7fr)',
    className: css.end,
    sorting: { by: 'lastModified', first: '-lastModified' },
  },
};

/** The tracks of a row: name, status and the shown columns. */
export const tracks = (shown: readonly ListColumn[]) =>
  ['minmax(10rem, 2.3fr)', 'minmax(8rem, 1.4fr)', ...shown.map((column) => COLUMNS[column].track)].join(' ');
