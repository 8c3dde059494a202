import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog, DialogText } from './dialog.tsx';
import { ErrorText } from './error-text.tsx';
import { Notice } from './notice.tsx';

interface ConfirmDialogProps {
  readonly title: string;
  /** The consequences. */
  readonly children: ReactNode;
  readonly confirmLabel: string;
  readonly isPending: boolean;
  /** Why the action failed. */
  readonly error: Error | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks for confirmation of a destructive action, and shows its error. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, confirmLabel, isPending, error, onConfirm, onClose } = props;
  return (
    <Dialog opened onClose={onClose} title={title}>
      <DialogText>
        {children}
        {error !== null && (
          <Notice tone="error" layout="panel" live>
            <ErrorText error={error} />
          </Notice>
        )}
      </DialogText>
      <div className="actions">
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button color="error" onClick={onConfirm} loading={isPending}>
          {confirmLabel}
        </Button>
      </div>
    </Dialog>
  );
}
