import * as z from 'zod';

/** Control characters, ends of lines, and what turns the direction of the text around it. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;

/** What people call something: one line in which everything can be seen. */
export const displayName = (most: number, whenEmpty = 'Write a name.') =>
  z
    .string()
    .trim()
    .min(1, whenEmpty)
    .max(most, `At most ${most} characters.`)
    .refine((text) => text.search(UNSEEN) === -1, 'It holds characters that cannot be seen.');

/** The same of a name that comes from elsewhere, where nobody can be asked to mend it. */
export const withoutInvisible = (text: string) => text.replace(UNSEEN, '').trim();
