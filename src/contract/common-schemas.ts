import * as z from 'zod';
import { isTimeZone } from '#values/zone.ts';

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

export const email = z.string().trim().toLowerCase().max(320).pipe(z.email('This is not an e-mail address.'));
export const timeZone = z.string().refine(isTimeZone, 'Enter the name of a time zone, such as Asia/Kolkata.');
/** Compared with the stored one, so its length is limited only. */
export const password = z.string().max(1000);

/** An ISO date-time in UTC. */
export const moment = z.iso.datetime();

/** A whole number in a query or a path. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(min < 0 ? /^-?\d{1,10}$/ : /^\d{1,10}$/, 'Enter a whole number.')
    .transform(Number)
    .pipe(z.int().min(min).max(max));
export const cursor = z.string().max(2000).describe('`next` of the page before. Valid for the same query only.');
/** The position of the next page in a paged answer. */
export const next = z.string().nullable().describe('The cursor of the next page, or null.');
export const search = z.string().max(200).default('');

/** A query parameter that may be repeated: Fastify parses one value as a text, several as an array. */
export const asList = (value: unknown) => (typeof value === 'string' ? [value] : value);

/** The answer of a call that only does something. */
export const done = z.object({});

/** The newest failure of something that is tried again by itself. */
export const failure = z.object({ at: moment, message: z.string() });

export const mirrorState = z.object({
  asOf: moment
    .nullable()
    .describe('The mirror shows the real API as of this moment. Null before the first whole read.'),
  reading: z
    .object({ read: z.int(), total: z.int() })
    .nullable()
    .describe('How many series the running refresh has read. Null: none runs.'),
  failure: failure.nullable().describe('Why the last refresh failed. Null: it did not.'),
});
