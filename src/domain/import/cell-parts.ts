import { hasGroups, idVariants } from './id-variants.ts';

/** Whether a text is a number in any notation. */
export const isNumber = (text: string) => idVariants(text).some((variant) => /^\d+$/u.test(variant));

/** Parts of a cell with several ids or codes; empty for one. Blanks separate numbers only, because codes contain them. */
export function cellParts(cell: string): readonly string[] {
  if (!/[\s,;|/]/u.test(cell) || hasGroups(cell)) return [];
  const parts = cell
    .split(/[,;|/\t\r\n]+/u)
    .flatMap((part) => {
      const words = part.trim().split(/\s+/u);
      return words.every(isNumber) ? words : [part.trim()];
    })
    .filter((part) => part !== '');
  return parts.length > 1 ? parts : [];
}
