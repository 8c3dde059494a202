import { type KeyboardEvent, type MouseEvent, useState } from 'react';

interface ListboxOptions {
  /** Id of the element with the role `listbox`. */
  readonly id: string;
  readonly count: number;
  /** Identifies an option, if another one may take its index. */
  readonly keyOf?: (index: number) => string | undefined;
  readonly onPick: (index: number) => void;
  /** For a list that its caller opens and closes. */
  readonly opened?: boolean;
  /** Escape closes the list. */
  readonly onClose?: () => void;
  /** The option that is active without an arrow key; -1 for none. */
  readonly start?: number;
  /** Keys that pick the active option, without Shift. */
  readonly pickKeys?: readonly string[];
}

/** Keys and ARIA attributes of a list of options whose input keeps the focus. */
export function useListbox(options: ListboxOptions) {
  const { id, count, onPick, opened, onClose, keyOf, start = -1, pickKeys = ['Enter'] } = options;
  const [openedByKey, setOpened] = useState(false);
  const isOpen = opened ?? openedByKey;
  const [selected, setSelected] = useState(start);
  /** Index of the active option; -1 for none. */
  const active = isOpen ? Math.min(selected, count - 1) : -1;
  const optionId = (index: number) => `${id}-${keyOf?.(index) ?? index}`;
  const open = () => setOpened(true);
  const close = () => {
    setOpened(false);
    setSelected(start);
    onClose?.();
  };
  const show = (index: number) => {
    open();
    setSelected(index);
  };

  /** Returns true if the list handled the key. */
  function onKey(event: KeyboardEvent): boolean {
    const { key, altKey, shiftKey } = event;
    if (opened === false) return false;
    if (key === 'ArrowDown') show(altKey ? active : active >= count - 1 ? 0 : active + 1);
    else if (key === 'ArrowUp' && altKey) close();
    else if (key === 'ArrowUp') show(active <= 0 ? count - 1 : active - 1);
    else if (pickKeys.includes(key) && !shiftKey && active >= 0) onPick(active);
    else if (key === 'Escape' && isOpen) close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return {
    isOpen,
    open,
    close,
    active,
    activate: setSelected,
    onKey,
    /** For the input. */
    inputProps: {
      role: 'combobox',
      'aria-expanded': isOpen && count > 0,
      'aria-controls': isOpen ? id : undefined,
      'aria-activedescendant': active >= 0 ? optionId(active) : undefined,
      'aria-autocomplete': 'list',
    } as const,
    /** For an element of the list. */
    optionProps: (index: number) =>
      ({
        ref: index === active ? scrollIntoView : undefined,
        id: optionId(index),
        role: 'option',
        'aria-selected': index === active,
        'data-active': index === active || undefined,
        onMouseMove: () => index === active || setSelected(index),
        onMouseDown: (event: MouseEvent) => event.preventDefault(),
        onClick: () => onPick(index),
      }) as const,
  };
}

const scrollIntoView = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' });
