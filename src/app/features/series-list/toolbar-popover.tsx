import { Button, Popover } from '@mantine/core';
import { type MouseEvent, type ReactNode, useRef, useState } from 'react';
import { ChevronIcon } from '../../ui/icons.tsx';

interface ToolbarPopoverProps {
  /** The text of the button. */
  readonly label: string;
  /** The name of the popover. */
  readonly title: string;
  readonly width: string;
  readonly className?: string | undefined;
  /** A link in it closes the panel. */
  readonly children: ReactNode;
}

/** Takes the focus when it appears. */
const focusPanel = (content: HTMLElement | null) =>
  content?.closest<HTMLElement>('[role=dialog]')?.focus({ preventScroll: true });

/** A button of the toolbar that opens a panel. */
export function ToolbarPopover({ label, title, width, className, children }: ToolbarPopoverProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const focusButton = () => button.current?.focus();
  function closeByLink({ target }: MouseEvent) {
    if (!(target instanceof Element && target.closest('a'))) return;
    setOpen(false);
    focusButton();
  }
  return (
    <Popover
      // Hidden, it would lose the focus.
      hideDetached={false}
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      width={width}
      withinPortal={false}
      withRoles={false}
      onDismiss={focusButton}
    >
      <Popover.Target>
        <Button
          ref={button}
          variant="default"
          className={className}
          rightSection={<ChevronIcon size={16} />}
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={title} tabIndex={-1} px="md" py="sm" onClick={closeByLink}>
        <div ref={focusPanel} className="stack">
          {children}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
