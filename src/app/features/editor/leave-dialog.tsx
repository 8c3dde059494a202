import { Button, Modal } from '@mantine/core';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import css from './review.module.css';

export function LeaveDialog({ what, onStay, onLeave }: { what: string; onStay: () => void; onLeave: () => void }) {
  useReturnFocus();
  return (
    <Modal opened onClose={onStay} title="Leave without saving?">
      <p>{`Not saved yet: ${what}.`}</p>
      <div className={css.actions}>
        <Button variant="default" onClick={onStay} data-autofocus>
          Stay
        </Button>
        <Button color="error" onClick={onLeave}>
          Leave and lose the changes
        </Button>
      </div>
    </Modal>
  );
}
