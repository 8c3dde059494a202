import { Button, Popover } from '@mantine/core';
import { useRef, useState } from 'react';
import { usePerson } from '../../api/session-query.ts';
import { ChevronIcon } from '../../ui/icons.tsx';
import css from './series-list.module.css';
import { ViewPanel } from './view-panel.tsx';

/** Opens the panel for columns and density. */
export function ViewButton() {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // The choice is stored with the account.
  if (!usePerson()) return null;
  return (
    <Popover
      // Hidden, it would lose the focus.
      hideDetached={false}
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      width="15.5rem"
      withinPortal={false}
      withRoles={false}
      onDismiss={() => button.current?.focus()}
    >
      <Popover.Target>
        <Button
          ref={button}
          variant="default"
          ml="auto"
          className={css.view}
          rightSection={<ChevronIcon size={16} />}
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label="Columns of the list" tabIndex={-1} px="md" py="sm">
        <ViewPanel />
      </Popover.Dropdown>
    </Popover>
  );
}
