import { useMemo, useRef } from 'react';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import { type RowsHandle, VirtualRows } from './virtual-rows.tsx';
import { CHECKED, type ItemState, TreeItem } from './tree-item.tsx';
import { type Branches, type NodeRow, rowsOf } from './tree-rows.ts';
import css from './tree.module.css';
import { useTreeKeys } from './use-tree-keys.ts';

const ROW_HEIGHT = 44;

const indent = (level: number) => ({ paddingLeft: `calc(${level - 1} * var(--indent))` });

/** What the rows of a tree show, and what a click on one does. */
export interface TreeItems {
  readonly stateOf: (row: NodeRow) => ItemState;
  readonly detailsOf: (row: NodeRow) => string;
  readonly onToggle: (entry: DirectoryEntry) => void;
}

interface DirectoryTreeProps {
  readonly id: string;
  readonly label: string;
  readonly branches: Branches;
  readonly expanded: ReadonlySet<string>;
  readonly onExpand: (path: string, open: boolean) => void;
  /** Called when the end of a partly loaded branch becomes visible. */
  readonly onLoadMore: (path: string) => void;
  readonly itemsOf: (branches: Branches) => TreeItems;
  /** The search text, highlighted in the names. */
  readonly marked?: string;
}

/**
 * A virtual tree of entries of the directory. The tree element keeps the focus and refers to the active row, because a
 * row outside the viewport is not in the document. (Mantine's Tree renders all rows, and its check boxes replace an entry
 * by its children.)
 */
export function DirectoryTree(props: DirectoryTreeProps) {
  const { id, label, branches, expanded, onExpand, onLoadMore, itemsOf, marked = '' } = props;
  const rows = useMemo(() => rowsOf(branches, expanded), [branches, expanded]);
  const items = useMemo(() => itemsOf(branches), [itemsOf, branches]);
  const box = useRef<RowsHandle>(null);

  function choose(row: NodeRow) {
    if (items.stateOf(row).status !== 'way') items.onToggle(row.entry);
    else if (row.hasChildren) onExpand(row.path, !row.expanded);
  }
  const { active, activate, onKeyDown } = useTreeKeys({ rows, rowHeight: ROW_HEIGHT, box, onExpand, onChoose: choose });

  function loadVisible(first: number, last: number) {
    for (const row of rows.slice(first, last + 1)) if (row.type === 'wait' && !row.failed) onLoadMore(row.path);
  }

  const rowId = (index: number) => `${id}-${index}`;
  return (
    <VirtualRows
      handle={box}
      id={id}
      role="tree"
      aria-label={label}
      aria-multiselectable="true"
      aria-activedescendant={rows[active]?.type === 'node' ? rowId(active) : undefined}
      tabIndex={0}
      className={css.tree}
      onKeyDown={onKeyDown}
      onFocus={() => box.current?.show(active)}
      count={rows.length}
      rowHeight={ROW_HEIGHT}
      onVisibleRange={loadVisible}
      renderRow={(index) => {
        const row = rows[index];
        if (row?.type !== 'node')
          return {
            key: `wait ${row?.path}`,
            props: { role: 'presentation', className: css.row, style: indent(row?.level ?? 1) },
            content: (
              <span className={css.wait}>
                {row?.failed ? (
                  <button type="button" onClick={() => onLoadMore(row.path)}>
                    Try again
                  </button>
                ) : (
                  'Loading…'
                )}
              </span>
            ),
          };
        const state = items.stateOf(row);
        return {
          key: row.path,
          props: {
            id: rowId(index),
            role: 'treeitem',
            'aria-level': row.level,
            'aria-posinset': row.position,
            'aria-setsize': row.size,
            'aria-expanded': row.hasChildren ? row.expanded : undefined,
            'aria-checked': CHECKED[state.status],
            'data-active': index === active || undefined,
            className: css.row,
            style: indent(row.level),
            onClick: () => {
              activate(row.path);
              choose(row);
            },
          },
          content: (
            <TreeItem
              row={row}
              state={state}
              details={items.detailsOf(row)}
              marked={marked}
              onExpand={() => {
                activate(row.path);
                onExpand(row.path, !row.expanded);
              }}
            />
          ),
        };
      }}
    />
  );
}
