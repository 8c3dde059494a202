import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';

interface Panel {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * A non-modal panel next to the button that opened it. It takes the focus; Escape or a click outside closes it. Escape
 * returns the focus to the button.
 */
export function usePanel(opener: RefObject<HTMLElement | null>, onClose: () => void): Panel {
  const ref = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    ref.current?.focus();
    const onPress = ({ target }: Event) => {
      // A click in a dialog that the panel opened is not outside.
      if (!(target instanceof Element) || target.closest('[aria-modal=true]')) return;
      if (!ref.current?.contains(target) && !opener.current?.contains(target)) close.current();
    };
    document.addEventListener('pointerdown', onPress);
    return () => document.removeEventListener('pointerdown', onPress);
  }, [opener]);
  return {
    ref,
    onKeyDown: (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onClose();
      opener.current?.focus();
    },
  };
}
