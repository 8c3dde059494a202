import * as z from 'zod';

/** Control characters, line separators and bidirectional overrides. */
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;

/** A name that people type: one line of visible characters. */
export const displayName = (maxLength: number, messageWhenEmpty = 'Write a name.') =>
  z
    .string()
    .trim()
    .min(1, messageWhenEmpty)
    .max(maxLength, `At most ${maxLength} characters.`)
    .refine((text) => text.search(INVISIBLE) === -1, 'It holds characters that cannot be seen.');

/** Cleans a name from another system, where no user can correct it. */
export const withoutInvisible = (text: string) => text.replace(INVISIBLE, '').trim();
