import { useClickOutside } from '@mantine/hooks';
import { type RefObject, useLayoutEffect } from 'react';
import { useHotkey } from './hotkeys.ts';

/**
 * A non-modal panel next to the button that opened it. It takes the focus; Escape or a click outside closes it. Escape
 * returns the focus to the button.
 */
export function usePanel(opener: RefObject<HTMLElement | null>, onClose: () => void): RefObject<HTMLDivElement | null> {
  const panel = useClickOutside<HTMLDivElement>(
    ({ target }) => {
      // The button toggles the panel. A click in a dialog that the panel opened is not outside.
      if (!(target instanceof Element) || target.closest('[aria-modal=true]') || opener.current?.contains(target))
        return;
      onClose();
    },
    ['pointerdown'],
  );
  useHotkey('leave', () => {
    onClose();
    opener.current?.focus();
  });
  useLayoutEffect(() => panel.current?.focus(), [panel]);
  return panel;
}
