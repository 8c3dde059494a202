import { isTextField } from '../ui/keys.ts';

/** What an `input` event of a browser says of somebody pressing one key after the other. */
const LETTER_BY_LETTER = new Set([
  'insertText',
  'insertCompositionText',
  'insertLineBreak',
  'deleteContentBackward',
  'deleteContentForward',
  'deleteWordBackward',
  'deleteWordForward',
  'deleteSoftLineBackward',
]);

/** Hears of every `input` event on the page, before the controls do. */
export interface Typing {
  /** The running task is about a letter being typed or deleted, and not about a paste, a press or a tag being put in. */
  readonly isTyping: () => boolean;
  /** What is being typed now has reached the form. */
  readonly reached: () => void;
  /** Somebody typed into this text field without the form hearing of it: a search in a picker, an id not yet added. */
  readonly isPrivate: (target: EventTarget | null) => boolean;
  readonly stop: () => void;
}

export function watchTyping(page: Window): Typing {
  let running: InputEvent | Event | null = null;
  let privately: EventTarget | null = null;
  const hear = (event: Event) => {
    running = event;
    privately = isTextField(event.target) ? event.target : null;
    setTimeout(() => (running = null));
  };
  const leave = () => (privately = null);
  page.addEventListener('input', hear, true);
  page.addEventListener('focusin', leave, true);
  return {
    isTyping: () =>
      running instanceof InputEvent &&
      isTextField(running.target) &&
      LETTER_BY_LETTER.has(running.inputType) &&
      (running.inputType !== 'insertText' || Array.from(running.data ?? '').length <= 1),
    reached: () => (privately = null),
    isPrivate: (target) => target !== null && target === privately,
    stop: () => {
      page.removeEventListener('input', hear, true);
      page.removeEventListener('focusin', leave, true);
    },
  };
}
