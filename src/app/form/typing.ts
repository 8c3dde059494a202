import { isTextField } from '../ui/keys.ts';

/** Kinds of `input` events that come from pressing one key after the other. */
const KEY_BY_KEY = new Set([
  'insertText',
  'insertCompositionText',
  'insertLineBreak',
  'deleteContentBackward',
  'deleteContentForward',
  'deleteWordBackward',
  'deleteWordForward',
  'deleteSoftLineBackward',
]);

/** A letter was typed or deleted: no paste, no press of a button and no inserted tag. */
export const isLetter = (event: Event): boolean =>
  event instanceof InputEvent &&
  isTextField(event.target) &&
  KEY_BY_KEY.has(event.inputType) &&
  (event.inputType !== 'insertText' || Array.from(event.data ?? '').length <= 1);

/** Listens to every `input` event on the page, before the controls do. */
export interface Typing {
  /** The form changes by a letter that is typed or deleted now, not by a paste, a press or an inserted tag. */
  readonly isTyping: () => boolean;
  /** What is being typed now has reached the form. */
  readonly reached: () => void;
  /** The last input into this text field has not reached the form: a search in a picker, an id not yet added. */
  readonly isPrivate: (target: EventTarget | null) => boolean;
  readonly stop: () => void;
}

export function watchTyping(page: Window): Typing {
  let heard: Event | null = null;
  let privately: EventTarget | null = null;
  const hear = (event: Event) => {
    heard = event;
    privately = isTextField(event.target) ? event.target : null;
  };
  const leave = () => (privately = null);
  page.addEventListener('input', hear, true);
  page.addEventListener('focusin', leave, true);
  return {
    // A phase means that the event's listeners are being called.
    isTyping: () => heard !== null && heard.eventPhase !== Event.NONE && isLetter(heard),
    reached: () => (privately = null),
    isPrivate: (target) => target !== null && target === privately,
    stop: () => {
      page.removeEventListener('input', hear, true);
      page.removeEventListener('focusin', leave, true);
    },
  };
}
