import { Modal, type ModalProps } from '@mantine/core';
import { ErrorBoundary } from './error-boundary.tsx';

/** A dialog whose content may crash: its title and its ways out stay. */
export function Dialog({ children, ...props }: ModalProps) {
  return (
    <Modal {...props}>
      <ErrorBoundary>{children}</ErrorBoundary>
    </Modal>
  );
}
