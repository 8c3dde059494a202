import type { Column, ReadList } from '#domain/lists/read-list.ts';
import { ChevronIcon } from '../../ui/icons.tsx';
import input from '../controls/input.module.css';
import paste from './paste.module.css';

interface ColumnChoiceProps {
  readonly list: ReadList;
  /** The one that was asked for; undefined leaves it to the list. */
  readonly column: Column | undefined;
  readonly onColumn: (column: Column) => void;
}

/** Which column of a list the ids or codes stand in. */
export function ColumnChoice({ list, column, onColumn }: ColumnChoiceProps) {
  if (list.columns.length < 2) return null;
  return (
    <label className={paste.column}>
      <span>{'Read from '}</span>
      <span className={`${input.field} ${input.select}`}>
        <select
          className={input.input}
          value={String(column ?? list.column)}
          onChange={({ currentTarget: { value } }) => onColumn(value === 'all' ? 'all' : Number(value))}
        >
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
