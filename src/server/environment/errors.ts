/** A start failure that the user can fix. The message is printed as it is, without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** One line for any error: its code and message, never the stack (PGlite's stack holds 15 kB of minified source). */
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
