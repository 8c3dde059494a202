import type { Save } from '#contract/series-endpoints.ts';
import { formatInstant } from '#values/date-format.ts';

/** Who saved and when: `Asha Menon on Mon 23 Nov 2026 12:01:00 IST`. */
export const saveText = ({ at, author, isOwn }: Save, zone: string): string =>
  `${isOwn ? 'you' : (author ?? 'a script')} on ${formatInstant(Date.parse(at), zone)}`;

/** Who saved, at the start of a sentence. */
export const savedByText = ({ author, isOwn }: Pick<Save, 'author' | 'isOwn'>): string =>
  isOwn ? 'You' : (author ?? 'A script');
