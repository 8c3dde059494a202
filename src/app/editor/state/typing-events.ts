import { isTextField } from '../../ui/keys.ts';
import { isFlushing, isTypingEvent } from './typing-buffer.ts';

/** Hears of every `input` event on the page, before the controls do. */
export interface Typing {
  /** The form hears of letters being typed or deleted, and not of a paste, a press or a tag being put in. */
  readonly isTyping: () => boolean;
  /** What is being typed now has reached the form. */
  readonly reached: () => void;
  /** Somebody typed into this text field without the form hearing of it: a search in a picker, an id not yet added. */
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
    isTyping: () =>
      isFlushing() ||
      // The event's listeners are being called.
      (heard !== null && heard.eventPhase !== Event.NONE && isTypingEvent(heard)),
    reached: () => (privately = null),
    isPrivate: (target) => target !== null && target === privately,
    stop: () => {
      page.removeEventListener('input', hear, true);
      page.removeEventListener('focusin', leave, true);
    },
  };
}
