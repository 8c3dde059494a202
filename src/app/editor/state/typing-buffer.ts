import { isTextField } from '../../ui/keys.ts';

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

/** A letter was typed or deleted: no paste, no press and no tag that is put in. */
export const isTypingEvent = (event: Event): boolean =>
  event instanceof InputEvent &&
  isTextField(event.target) &&
  LETTER_BY_LETTER.has(event.inputType) &&
  (event.inputType !== 'insertText' || Array.from(event.data ?? '').length <= 1);

/** How long nothing is typed until it counts as a pause, ms, and how long letters are kept at most. */
const PAUSE_MS = 250;
const MAX_DELAY_MS = 750;

let buffered: { readonly field: EventTarget; readonly tell: () => void; readonly since: number } | null = null;
let pauseAt = 0;
let flushing = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * The first letter is told at once, those that follow when the typing pauses, somebody calls `tellLetters`, or after a while: a
 * form that heard of each would draw and compare between one letter and the next.
 */
export function bufferKeystroke(field: EventTarget, tell: () => void): void {
  // Dictation and extensions write into a field without leaving the one before.
  if (buffered && buffered.field !== field) flushTyping();
  const now = performance.now();
  const typingOn = buffered !== null || now < pauseAt;
  pauseAt = now + PAUSE_MS;
  if (!typingOn) return tell();
  buffered = { field, tell, since: buffered?.since ?? now };
  // One timer that looks again: setting another with each letter would cost more than that.
  timer ??= setTimeout(look, PAUSE_MS);
}

function look() {
  timer = undefined;
  if (!buffered) return;
  const left = Math.min(pauseAt, buffered.since + MAX_DELAY_MS) - performance.now();
  if (left <= 0) flushTyping();
  else timer = setTimeout(look, left);
}

/** Whoever reads the form calls this first: letters that were kept are told now. */
export function flushTyping(): void {
  if (!buffered) return;
  const { tell } = buffered;
  buffered = null;
  flushing = true;
  try {
    tell();
  } finally {
    flushing = false;
  }
}

/** Letters that were kept are being told. */
export const isFlushing = (): boolean => flushing;

/** How long until it is a pause, ms, where letters are kept or being told. */
export const msUntilIdle = (): number => (buffered !== null || flushing ? pauseAt - performance.now() : 0);
