// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { isLetter } from './typing.ts';

it('tells letters from pastes, dictation and events of scripts', () => {
  const input = document.createElement('input');
  const heard: boolean[] = [];
  input.addEventListener('input', (event) => heard.push(isLetter(event)));
  for (const event of [
    { inputType: 'insertText', data: 'é' },
    { inputType: 'deleteContentBackward' },
    { inputType: 'insertText', data: 'filled in' },
    { inputType: 'insertFromPaste' },
  ])
    input.dispatchEvent(new InputEvent('input', event));
  input.dispatchEvent(new Event('input'));
  expect(heard).toEqual([true, true, false, false, false]);
});
