const TEXT_FIELDS =
  'textarea, input:not([type]), input[type=text], input[type=search], input[type=number], [contenteditable=true]';

export const isTextField = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && target.matches(TEXT_FIELDS);

/** A key that stands for itself: nobody is typing or choosing from a list by letter, and no dialog is open. */
export function isBareKey(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return false;
  const { target } = event;
  if (isTextField(target) || (target instanceof HTMLElement && target.closest('select'))) return false;
  return document.querySelector('[role=dialog]') === null;
}

/** ⌘ on a Mac, Ctrl elsewhere; both work everywhere. */
export const isCommand = (event: KeyboardEvent): boolean => (event.ctrlKey || event.metaKey) && !event.altKey;

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** `⌘ S` or `Ctrl S`, as it stands on the keyboard at hand. */
export const command = (key: string): string => `${isMac ? '⌘' : 'Ctrl'} ${key}`;
