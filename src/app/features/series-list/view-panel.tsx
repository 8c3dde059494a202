import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Checkbox.layer.css';
import { Checkbox } from '@mantine/core';
import { LIST_COLUMNS, type ListColumn } from '#contract/endpoint-constants.ts';
import { useChangePreferences, usePreferences } from '../../api/preferences.ts';
import { DENSITIES } from '../../ui/densities.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { COLUMNS } from './list-columns.ts';
import css from './series-list.module.css';

export function ViewPanel() {
  const { hiddenColumns, density } = usePreferences();
  const { mutate } = useChangePreferences();
  const toggle = (column: ListColumn, isShown: boolean) =>
    mutate({
      hiddenColumns: LIST_COLUMNS.filter((each) => (each === column ? !isShown : hiddenColumns.includes(each))),
    });
  return (
    <>
      <fieldset className={css.columns}>
        <legend className="secondary">Columns</legend>
        {LIST_COLUMNS.map((column) => (
          <Checkbox
            key={column}
            size="xs"
            radius="xs"
            label={`${COLUMNS[column].label}${column === 'until' ? ', on wide screens' : ''}`}
            checked={!hiddenColumns.includes(column)}
            onChange={(event) => toggle(column, event.currentTarget.checked)}
          />
        ))}
      </fieldset>
      <span id="list-density-label" className="secondary">
        Density
      </span>
      <Segmented
        id="list-density"
        labelledBy="list-density-label"
        segments={DENSITIES}
        value={density}
        onChange={(chosen) => mutate({ density: chosen })}
      />
      <p className="tertiary">Saved with your account.</p>
    </>
  );
}
