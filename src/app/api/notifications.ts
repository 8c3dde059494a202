import { createAtom, useSelector } from '@tanstack/react-store';

export interface PageNotification {
  readonly tone: 'info' | 'error';
  readonly text: string;
  /** A button beside the text. It closes the notification. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

const current = createAtom<PageNotification | null>(null);

/** Shows a notification in a bar until it is closed or replaced; `null` removes it. */
export const notify = (next: PageNotification | null): void => current.set(next);

/** Shows what others did, which must not replace a button that the user may be about to press. */
export const notifyOfOthers = (text: string): void => {
  if (!current.get()?.action) notify({ tone: 'info', text });
};

export const useNotification = () => useSelector(current);
