import type { Kind } from '#catalogue/kinds.ts';

/** Of an element that shows a value: a browser translates it unless it is a code. */
export const translateOf = (kind: Kind) => (kind.type === 'text' && kind.isCode ? 'no' : undefined);
