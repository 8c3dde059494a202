/** A reason not to start that the person at the terminal can act on: shown as it is, without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** One line about an error of any kind: code and message, never a stack (PGlite's carries 15 kB of minified source). */
export function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const text = message.split('\n', 1)[0] ?? '';
  const code = errorCode(error);
  return (code === undefined || text.includes(code) ? [text] : [code, text]).filter((part) => part !== '').join(': ');
}

export function errorCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
