import { isTextField } from '../../ui/keys.ts';

/** Input types of `input` events that a single key press causes. */
const KEY_BY_KEY: ReadonlySet<string> = new Set([
  'insertText',
  'insertCompositionText',
  'insertLineBreak',
  'deleteContentBackward',
  'deleteContentForward',
  'deleteWordBackward',
  'deleteWordForward',
  'deleteSoftLineBackward',
]);

/** True if the event types or deletes one character; false for a paste, a button or an inserted tag. */
export const isKeystroke = (event: Event): boolean =>
  event instanceof InputEvent &&
  isTextField(event.target) &&
  KEY_BY_KEY.has(event.inputType) &&
  (event.inputType !== 'insertText' || Array.from(event.data ?? '').length <= 1);

/** Observes every `input` event on the page in the capture phase, before the controls handle it. */
export interface Typing {
  /** True while a keystroke event is being dispatched: the form change comes from typing. */
  readonly isTyping: () => boolean;
  /** The form has received the last input. */
  readonly markAccepted: () => void;
  /**
   * True if the last input into this text field has not reached the form (a search in a picker, an unfinished id), so
   * that the browser handles undo.
   */
  readonly usesNativeUndo: (target: EventTarget | null) => boolean;
  readonly stop: () => void;
}

export function watchTyping(page: Window): Typing {
  let lastInput: Event | null = null;
  let pendingField: EventTarget | null = null;
  const onInput = (event: Event) => {
    lastInput = event;
    pendingField = isTextField(event.target) ? event.target : null;
  };
  const clearPending = () => (pendingField = null);
  page.addEventListener('input', onInput, true);
  page.addEventListener('focusin', clearPending, true);
  return {
    // The event phase is not NONE only while the event is being dispatched.
    isTyping: () => lastInput !== null && lastInput.eventPhase !== Event.NONE && isKeystroke(lastInput),
    markAccepted: clearPending,
    usesNativeUndo: (target) => target !== null && target === pendingField,
    stop: () => {
      page.removeEventListener('input', onInput, true);
      page.removeEventListener('focusin', clearPending, true);
    },
  };
}
