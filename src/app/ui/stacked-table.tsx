import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './stacked-table.module.css';

interface StackedTableProps {
  readonly label: string;
  readonly columns: readonly string[];
  /** Whether a last column has the buttons of a row. */
  readonly hasActions?: boolean;
  readonly children: ReactNode;
}

/** A table. On narrow screens its rows become blocks, and `data-label` of a cell names it. */
export function StackedTable({ label, columns, hasActions = true, children }: StackedTableProps) {
  return (
    <Table className={css.table} aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          {columns.map((column) => (
            <Table.Th key={column}>{column}</Table.Th>
          ))}
          {hasActions && (
            <Table.Th>
              <span className="visually-hidden">Actions</span>
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>{children}</Table.Tbody>
    </Table>
  );
}
