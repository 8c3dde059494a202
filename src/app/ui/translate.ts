import type { Kind } from '#catalogue/model/kinds.ts';

/** The `translate` attribute of an element that shows a value: browsers must not translate codes. */
export const translateOf = (kind: Kind) => (kind.type === 'text' && kind.isCode ? 'no' : undefined);
