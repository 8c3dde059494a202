import { Modal, type ModalProps } from '@mantine/core';
import { ErrorBoundary } from './error-boundary.tsx';

/** A dialog with an error boundary: if its content crashes, the title and the close button remain. */
export function Dialog({ children, ...props }: ModalProps) {
  return (
    <Modal {...props}>
      <ErrorBoundary>{children}</ErrorBoundary>
    </Modal>
  );
}
