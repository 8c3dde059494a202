const NOT_TYPED_INTO = ['button', 'checkbox', 'color', 'file', 'hidden', 'image', 'radio', 'range', 'reset', 'submit'];
const TEXT_FIELDS = `textarea, [contenteditable=true], input:not(${NOT_TYPED_INTO.map((type) => `[type=${type}]`).join()})`;

export const isTextField = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && target.matches(TEXT_FIELDS);

/**
 * The pressed keys, such as `mod+shift+z`, `?` or `escape`. `mod` is Ctrl or ⌘: both work on every system. Shift counts
 * for letters only, because some layouts need it for a symbol.
 */
export function comboOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  // On a layout without Latin letters, use the letter that is printed on the key next to the local one.
  const name = (/^[^\0-\x7f]$/.test(key) ? (/^Key(.)$/.exec(code)?.[1] ?? key) : key).toLowerCase();
  const shift = shiftKey && /^[a-z]$/.test(name);
  return `${ctrlKey || metaKey ? 'mod+' : ''}${altKey ? 'alt+' : ''}${shift ? 'shift+' : ''}${name}`;
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
const NAMES: Readonly<Record<string, string>> = { mod: isMac ? '⌘' : 'Ctrl', shift: '⇧', escape: 'Esc' };

/** The label of a combination: `⌘ S` on a Mac, `Ctrl S` elsewhere. */
export const comboText = (combo: string): string =>
  combo
    .split('+')
    .map((key) => NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key))
    .join(' ');
