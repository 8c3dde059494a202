import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './stacked-table.module.css';

interface StackedTableProps {
  readonly label: string;
  /** The last column, with the buttons of a row, comes after these. */
  readonly columns: readonly string[];
  readonly children: ReactNode;
}

/** A table. On narrow screens its rows become blocks, and `data-label` of a cell names it. */
export function StackedTable({ label, columns, children }: StackedTableProps) {
  return (
    <Table className={css.table} aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          {columns.map((column) => (
            <Table.Th key={column}>{column}</Table.Th>
          ))}
          <Table.Th>
            <span className="visually-hidden">Actions</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>{children}</Table.Tbody>
    </Table>
  );
}
