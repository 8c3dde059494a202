import { Button } from '@mantine/core';
import { Dialog } from '../../ui/dialog.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import css from './review.module.css';

export function LeaveDialog({ what, onStay, onLeave }: { what: string; onStay: () => void; onLeave: () => void }) {
  useReturnFocus();
  return (
    <Dialog opened onClose={onStay} title="Leave without saving?">
      <p>{`Not saved yet: ${what}.`}</p>
      <div className={css.actions}>
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
