import { Button } from '@mantine/core';
import { Dialog } from './dialog.tsx';

export function LeaveDialog({ what, onStay, onLeave }: { what: string; onStay: () => void; onLeave: () => void }) {
  return (
    <Dialog opened onClose={onStay} title="Leave without saving?">
      <p>{`Not saved yet: ${what}.`}</p>
      <div className="actions">
        <Button variant="default" onClick={onStay} data-autofocus>
          Stay
        </Button>
        <Button color="error" onClick={onLeave}>
          Leave and lose the changes
        </Button>
      </div>
    </Dialog>
  );
}
