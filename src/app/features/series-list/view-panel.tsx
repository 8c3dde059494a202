import type { RefObject } from 'react';
import { LIST_COLUMNS, type ListColumn } from '#contract/account-endpoints.ts';
import { useChangePreferences, usePreferences } from '../../api/preferences.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { usePanel } from '../../ui/use-panel.ts';
import { DENSITIES } from '../../ui/densities.ts';
import css from './view.module.css';

const LABELS: Readonly<Record<ListColumn, string>> = {
  until: 'Valid until',
  discount: 'Discount',
  figures: 'Redeemed of issued',
  limit: 'Limit',
  changed: 'Changed',
};

interface ViewPanelProps {
  readonly opener: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

export function ViewPanel({ opener, onClose }: ViewPanelProps) {
  const panel = usePanel(opener, onClose);
  const { hiddenColumns, density } = usePreferences();
  const { mutate } = useChangePreferences();
  const toggle = (column: ListColumn, isShown: boolean) =>
    mutate({
      hiddenColumns: LIST_COLUMNS.filter((each) => (each === column ? !isShown : hiddenColumns.includes(each))),
    });
  return (
    <div {...panel} role="dialog" aria-label="Columns of the list" tabIndex={-1} className={css.panel}>
      <fieldset className={css.columns}>
        <legend>Columns</legend>
        {LIST_COLUMNS.map((column) => (
          <label key={column} className={css.column}>
            <input
              type="checkbox"
              checked={!hiddenColumns.includes(column)}
              onChange={(event) => toggle(column, event.currentTarget.checked)}
            />
            <span>{LABELS[column]}</span>
            {column === 'until' && <span className={css.wide}>on wide screens</span>}
          </label>
        ))}
      </fieldset>
      <div className={css.density}>
        <span id="list-density-label">Density</span>
        <Segmented
          id="list-density"
          labelledBy="list-density-label"
          segments={DENSITIES}
          value={density}
          onChange={(chosen) => mutate({ density: chosen })}
        />
      </div>
      <p className={css.note}>Saved with your account.</p>
    </div>
  );
}
