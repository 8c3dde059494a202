import { useEffectEvent, useLayoutEffect } from 'react';
import { comboOf, comboText, isTextField } from './keys.ts';

/** Alternatives, in the notation of `comboOf`. */
type Combos = readonly [string, ...string[]];

const table = {
  palette: ['mod+k'],
  search: ['/'],
  keys: ['?'],
  leave: ['escape'],
  edit: ['e'],
  nextRow: ['j'],
  previousRow: ['k'],
  selectRow: ['x'],
  save: ['mod+s'],
  undo: ['mod+z'],
  redo: ['mod+shift+z', 'mod+y'],
  nextSection: ['j'],
  previousSection: ['k'],
  openTags: ['{{'],
  moveInTags: ['↑', '↓'],
  insertTag: ['Enter', 'Tab'],
} satisfies Record<string, Combos>;

export type HotkeyId = keyof typeof table;

/** Every hotkey. The "?" dialog lists those that work on the page, with the labels of `hotkey-labels.ts`. */
export const HOTKEYS: Readonly<Record<HotkeyId, Combos>> = table;

const ids = Object.keys(HOTKEYS) as HotkeyId[];

/** Returns false if it does not handle the key. */
type Handler = (event: KeyboardEvent) => unknown;

interface Registration {
  readonly id: HotkeyId;
  readonly handle: Handler;
  readonly inDialog: boolean;
}

/** Latest last. */
let registered: readonly Registration[] = [];

/**
 * Handles a hotkey while the component is mounted. The component that was mounted last gets the key first. A key
 * without a handler is only listed: a control handles it.
 *
 * While a modal dialog is open, only registrations with `inDialog` get keys. Single keys work while no text field has
 * the focus and no dialog or menu is open.
 */
export function useHotkey(id: HotkeyId, handler: Handler = () => false, { inDialog = false } = {}): void {
  const handle = useEffectEvent(handler);
  // A layout effect, so that the key works as soon as the component is on the screen.
  useLayoutEffect(() => {
    const registration = { id, handle: (event: KeyboardEvent) => handle(event), inDialog };
    registered = [...registered, registration];
    return () => {
      registered = registered.filter((other) => other !== registration);
    };
  }, [id, inDialog]);
}

/** The hotkeys that work on the page, in the order of the table. */
export const listedHotkeys = (): readonly HotkeyId[] =>
  ids.filter((id) => registered.some((each) => each.id === id && !each.inDialog));

/** The label of a hotkey's first combination, such as `Ctrl S`. */
export const hotkeyText = (id: HotkeyId): string => comboText(HOTKEYS[id][0]);

/** For the attribute `aria-keyshortcuts`. */
export const ariaHotkey = (id: HotkeyId): string =>
  HOTKEYS[id]
    .flatMap((combo) =>
      combo.startsWith('mod+') ? ['Control', 'Meta'].map((mod) => combo.replace('mod', mod)) : combo,
    )
    .join(' ');

const isOnPage = (selector: string) => document.querySelector(selector) !== null;

function mayAct(combo: string, target: EventTarget | null): boolean {
  const attribute = 'data-mantine-stop-propagation';
  // Set by a list or a search field in a dialog that closes or clears first.
  if (combo === 'escape') return !(target instanceof HTMLElement && target.getAttribute(attribute) === 'true');
  if (combo.includes('+')) return true;
  return !isTextField(target) && !(target instanceof HTMLSelectElement) && !isOnPage('[role=dialog]');
}

function dispatch(event: Event, isCapture: boolean): void {
  // Autofill dispatches a `keydown` without a key.
  if (!(event instanceof KeyboardEvent) || event.defaultPrevented) return;
  const combo = comboOf(event);
  if ((combo === 'escape') !== isCapture) return;
  if (!mayAct(combo, event.target)) return;
  const isModal = isOnPage('[aria-modal=true]');
  for (const each of registered.toReversed()) {
    // Pages use the same key for different things.
    if (!HOTKEYS[each.id].includes(combo) || (isModal && !each.inDialog) || each.handle(event) === false) continue;
    event.preventDefault();
    if (isCapture) event.stopPropagation();
    return;
  }
}

// No key handler gets the keys with which an input method composes a text: its Enter must not choose an option. The first
// listener of the page stops them. Safari ends a composition before the key that confirms it, but with the code 229.
window.addEventListener(
  'keydown',
  (event) => {
    if (event.isComposing || event.keyCode === 229) event.stopImmediatePropagation();
  },
  { capture: true },
);
// Escape leaves the topmost dialog before anything inside it sees the key. Other keys reach the focused control first.
window.addEventListener('keydown', (event) => dispatch(event, true), { capture: true });
window.addEventListener('keydown', (event) => dispatch(event, false));
