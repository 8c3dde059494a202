import { afterEach } from 'vitest';

// Fake timers would replace it.
const nextTurn = globalThis.setImmediate;

/** React works on in a later turn, which fails if the environment of the file is gone by then. */
if ('document' in globalThis) {
  const { cleanup } = await import('@testing-library/react');
  afterEach(async () => {
    cleanup();
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => nextTurn(resolve));
  });
}
