import { Modal, type ModalProps, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useDialogFocus } from './focus-dialog.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { useHotkey } from './hotkeys.ts';

/**
 * A dialog, mounted only while open. It returns the focus when it closes. It has an error boundary: if its content
 * crashes, the title and the close button remain.
 */
export function Dialog({ children, ...props }: Omit<ModalProps, 'closeOnEscape'>) {
  const focus = useDialogFocus();
  useDialogHotkeys(props.onClose, () => focus.root.current?.querySelector('form')?.requestSubmit());
  return (
    <Modal {...props} {...focus.props} closeOnEscape={false}>
      <ErrorBoundary>{children}</ErrorBoundary>
    </Modal>
  );
}

/** The text of a dialog. */
export function DialogText({ children }: { readonly children: ReactNode }) {
  return (
    <Stack gap="0.625rem" c="var(--ink-2)">
      {children}
    </Stack>
  );
}

/** Escape leaves the dialog that was opened last, and the key to save submits its form. */
export function useDialogHotkeys(onLeave: () => void, onSave = () => {}): void {
  useHotkey('leave', onLeave, { inDialog: true });
  useHotkey('save', onSave, { inDialog: true });
  // Nothing opens above a dialog.
  useHotkey('palette', () => {}, { inDialog: true });
}
