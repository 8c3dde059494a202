import { Modal, type ModalProps, Stack } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';
import { useHotkey } from './hotkeys.ts';

/**
 * A dialog, mounted only while open. It returns the focus when it closes. It has an error boundary: if its content
 * crashes, the title and the close button remain.
 */
export function Dialog({ children, ...props }: Omit<ModalProps, 'closeOnEscape'>) {
  const root = useRef<HTMLDivElement>(null);
  useDialogHotkeys(props.onClose, () => root.current?.querySelector('form')?.requestSubmit());
  useReturnFocus();
  return (
    <Modal {...props} ref={root} closeOnEscape={false}>
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

/** Mantine's `useFocusReturn` serves dialogs that stay mounted while closed. */
function useReturnFocus(): void {
  useEffect(() => {
    const opener = document.activeElement;
    return () => {
      // The close handler may have moved the focus elsewhere: then do not steal it.
      if (document.activeElement === document.body && opener instanceof HTMLElement)
        opener.focus({ preventScroll: true });
    };
  }, []);
}
