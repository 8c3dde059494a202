import { type KeyboardEvent, useState } from 'react';

interface Listbox {
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly close: () => void;
  /** Index of the option that Enter chooses; -1 for none. */
  readonly active: number;
  readonly activate: (index: number) => void;
  readonly optionId: (index: number) => string;
  /** For the input, which keeps the focus. */
  readonly inputProps: {
    readonly role: 'combobox';
    readonly 'aria-expanded': boolean;
    readonly 'aria-controls': string | undefined;
    readonly 'aria-activedescendant': string | undefined;
    readonly 'aria-autocomplete': 'list';
    readonly onClick: () => void;
  };
  /** Returns true if the list handled the key. */
  readonly onKey: (event: KeyboardEvent) => boolean;
}

/** Keys and ARIA attributes of a combobox: an input with a list of options. */
export function useListbox(listId: string, count: number, onPick: (index: number) => void): Listbox {
  const [isOpen, setOpen] = useState(false);
  const [selected, setSelected] = useState(-1);
  const active = Math.min(selected, count - 1);
  const optionId = (index: number) => `${listId}-${index}`;
  const open = () => setOpen(true);
  const close = () => {
    setOpen(false);
    setSelected(-1);
  };
  const show = (index: number) => {
    open();
    setSelected(index);
  };

  function onKey(event: KeyboardEvent): boolean {
    const { key, altKey, nativeEvent } = event;
    if (nativeEvent.isComposing) return false;
    if (key === 'ArrowDown') show(altKey ? active : active >= count - 1 ? 0 : active + 1);
    else if (key === 'ArrowUp' && altKey) close();
    else if (key === 'ArrowUp') show(active <= 0 ? count - 1 : active - 1);
    else if (key === 'Enter' && isOpen && active >= 0) onPick(active);
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
    active: isOpen ? active : -1,
    activate: setSelected,
    optionId,
    inputProps: {
      role: 'combobox',
      'aria-expanded': isOpen,
      'aria-controls': isOpen ? listId : undefined,
      'aria-activedescendant': isOpen && active >= 0 ? optionId(active) : undefined,
      'aria-autocomplete': 'list',
      onClick: open,
    },
    onKey,
  };
}
