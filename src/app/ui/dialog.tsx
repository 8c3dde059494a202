import { Modal, type ModalProps, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';

/** A dialog with an error boundary: if its content crashes, the title and the close button remain. */
export function Dialog({ children, ...props }: ModalProps) {
  return (
    <Modal {...props}>
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
