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

/** A letter was typed or deleted: no paste, no press and no tag that is put in. */
export const isLetter = (event: Event): boolean =>
  event instanceof InputEvent &&
  isTextField(event.target) &&
  LETTER_BY_LETTER.has(event.inputType) &&
  (event.inputType !== 'insertText' || Array.from(event.data ?? '').length <= 1);

/** How long nothing is typed until it counts as a pause, ms, and how long letters are kept at most. */
const PAUSE_MS = 250;
const KEPT_AT_MOST_MS = 750;

let kept: { readonly field: EventTarget; readonly tell: () => void; readonly since: number } | null = null;
let pauseAt = 0;
let telling = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * The first letter is told at once, those that follow when the typing pauses, somebody calls `tellLetters`, or after a while: a
 * form that heard of each would draw and compare between one letter and the next.
 */
export function keepLetters(field: EventTarget, tell: () => void): void {
  // Dictation and extensions write into a field without leaving the one before.
  if (kept && kept.field !== field) tellLetters();
  const now = performance.now();
  const typingOn = kept !== null || now < pauseAt;
  pauseAt = now + PAUSE_MS;
  if (!typingOn) return tell();
  kept = { field, tell, since: kept?.since ?? now };
  // One timer that looks again: setting another with each letter would cost more than that.
  timer ??= setTimeout(look, PAUSE_MS);
}

function look() {
  timer = undefined;
  if (!kept) return;
  const left = Math.min(pauseAt, kept.since + KEPT_AT_MOST_MS) - performance.now();
  if (left <= 0) tellLetters();
  else timer = setTimeout(look, left);
}

/** Whoever reads the form calls this first: letters that were kept are told now. */
export function tellLetters(): void {
  if (!kept) return;
  const { tell } = kept;
  kept = null;
  telling = true;
  try {
    tell();
  } finally {
    telling = false;
  }
}

/** Letters that were kept are being told. */
export const areLettersTold = (): boolean => telling;

/** How long until it is a pause, ms, where letters are kept or being told. */
export const untilPause = (): number => (kept !== null || telling ? pauseAt - performance.now() : 0);
