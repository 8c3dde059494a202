import { isSharedChange, SHARED_FORMAT, type SharedChange } from '#domain/change/shared-change.ts';

/** The start of the fragment of an editor's address that has a change. */
export const CHANGE_HASH = 'change=';

/** Longer addresses are cut by some browsers and programs for messages. */
const MAX_LENGTH = 64_000;

async function through(bytes: BlobPart, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

/** The fragment of a link to a change; null if it is too long for a link. gzip: its checksum shows that a link was cut. */
export async function encodeChange(change: SharedChange): Promise<string | null> {
  const bytes = await through(JSON.stringify(change), new CompressionStream('gzip'));
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const text = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return text.length > MAX_LENGTH ? null : text;
}

/** Reads a fragment. `damaged`: cut off or changed on its way. `newer`: of a version of the app that this one cannot read. */
export async function decodeChange(text: string): Promise<SharedChange | 'damaged' | 'newer'> {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const change: unknown = JSON.parse(new TextDecoder().decode(await through(bytes, new DecompressionStream('gzip'))));
    if (!isSharedChange(change)) return 'damaged';
    return change.format === SHARED_FORMAT ? change : 'newer';
  } catch {
    // A text that is no change: every kind of failure means the same.
    return 'damaged';
  }
}
