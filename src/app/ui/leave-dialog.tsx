import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog } from './dialog.tsx';

interface Props {
  readonly what: string;
  readonly onStay: () => void;
  readonly onLeave: () => void;
  /** Another way to leave. */
  readonly children?: ReactNode;
}

export function LeaveDialog({ what, onStay, onLeave, children }: Props) {
  return (
    <Dialog opened onClose={onStay} title="Leave without saving?">
      <p>{`Not saved yet: ${what}.`}</p>
      <div className="actions">
        <Button variant="default" onClick={onStay} data-autofocus>
          Stay
        </Button>
        {children}
        <Button color="error" onClick={onLeave}>
          Leave and lose the changes
        </Button>
      </div>
    </Dialog>
  );
}
