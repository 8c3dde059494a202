import { usePerson } from '../../api/session-query.ts';
import css from './series-list.module.css';
import { ToolbarPopover } from './toolbar-popover.tsx';
import { ViewPanel } from './view-panel.tsx';

/** Opens the panel for columns and density. */
export function ViewButton() {
  // The choice is stored with the account.
  if (!usePerson()) return null;
  return (
    <ToolbarPopover label="Columns" title="Columns of the list" width="15.5rem" className={css.view}>
      <ViewPanel />
    </ToolbarPopover>
  );
}
