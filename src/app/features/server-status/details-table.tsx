import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './server-status.module.css';

/** A table of names and values. */
export function DetailsTable({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Table className={css.details} aria-label={label}>
      <Table.Tbody>{children}</Table.Tbody>
    </Table>
  );
}

export function Detail({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      <Table.Td>{children}</Table.Td>
    </Table.Tr>
  );
}
