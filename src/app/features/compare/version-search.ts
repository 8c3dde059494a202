import { SIDES, type Side } from '#domain/change/entry-versions.ts';

/** A version of a series: as it is, or as it was before or after an entry of the journal. */
export type VersionRef = { readonly entry: string; readonly side: Side } | 'now';

const REF = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\w+)$/;

/** Reads a reference of the URL; null if it has no meaning. */
export function readVersionRef(text: unknown): VersionRef | null {
  if (text === 'now') return 'now';
  const [, entry = '', name] = (typeof text === 'string' && REF.exec(text)) || [];
  const side = SIDES.find((each) => each === name);
  return side === undefined ? null : { entry, side };
}

export const versionText = (ref: VersionRef): string => (ref === 'now' ? 'now' : `${ref.entry}.${ref.side}`);
