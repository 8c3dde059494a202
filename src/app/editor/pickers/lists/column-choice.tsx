import type { Column } from '#domain/import/read-list.ts';
import { ChevronIcon } from '../../../ui/icons.tsx';
import input from '../../../ui/input.module.css';
import type { ListColumns } from './use-list-report.ts';

interface ColumnChoiceProps {
  readonly list: ListColumns;
  /** The user's choice; undefined for the detected column. */
  readonly column: Column | undefined;
  readonly onColumn: (column: Column) => void;
}

/** Shows which column of a list is read, and selects another. */
export function ColumnChoice({ list, column, onColumn }: ColumnChoiceProps) {
  if (list.columns.length < 2) return null;
  return (
    <label className="cluster secondary tabular">
      <span>{'Read from '}</span>
      <span className={`${input.field} ${input.select}`}>
        <select
          className={input.input}
          value={String(column ?? list.column ?? '')}
          onChange={({ currentTarget: { value } }) => onColumn(value === 'all' ? 'all' : Number(value))}
        >
          {list.column === null && column === undefined && (
            <option value="" disabled>
              Choose a column
            </option>
          )}
          {list.columns.map((name, at) => (
            <option key={at} value={at}>
              {name}
            </option>
          ))}
          <option value="all">All columns</option>
        </select>
        <ChevronIcon size={16} />
      </span>
    </label>
  );
}
