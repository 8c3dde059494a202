// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { isKeystroke } from './typing-events.ts';

it('distinguishes keystrokes from pastes, dictation and scripted events', () => {
  const input = document.createElement('input');
  const results: boolean[] = [];
  input.addEventListener('input', (event) => results.push(isKeystroke(event)));
  for (const event of [
    { inputType: 'insertText', data: 'é' },
    { inputType: 'deleteContentBackward' },
    { inputType: 'insertText', data: 'filled in' },
    { inputType: 'insertFromPaste' },
  ])
    input.dispatchEvent(new InputEvent('input', event));
  input.dispatchEvent(new Event('input'));
  expect(results).toEqual([true, true, false, false, false]);
});
