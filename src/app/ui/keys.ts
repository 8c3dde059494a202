const TEXT_FIELDS =
  'textarea, input:not([type]), input[type=text], input[type=search], input[type=number], [contenteditable=true]';

export const isTextField = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && target.matches(TEXT_FIELDS);

/**
 * True if a single key may act as a shortcut: no modifier, no text field or select has the focus, no dialog is open.
 */
export function isBareKey(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return false;
  const { target } = event;
  if (isTextField(target) || (target instanceof HTMLElement && target.closest('select'))) return false;
  return document.querySelector('[role=dialog]') === null;
}

/** Ctrl or ⌘ is pressed. Both work on every system. */
export const isCommand = (event: KeyboardEvent): boolean => (event.ctrlKey || event.metaKey) && !event.altKey;

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The label of a shortcut: `⌘ S` on a Mac, `Ctrl S` elsewhere. */
export const command = (key: string): string => `${isMac ? '⌘' : 'Ctrl'} ${key}`;
