// @vitest-environment happy-dom
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { isFlushing, isTypingEvent, bufferKeystroke, flushTyping, msUntilIdle } from './typing-buffer.ts';

const told: string[] = [];
const field = new EventTarget();
const type = (...texts: string[]) => {
  for (const text of texts) {
    bufferKeystroke(field, () => told.push(text));
    vi.advanceTimersByTime(100);
  }
};

beforeAll(() => void vi.useFakeTimers());
afterAll(() => void vi.useRealTimers());
beforeEach(() => {
  vi.advanceTimersByTime(5000);
  told.length = 0;
});

describe('letters', () => {
  it('are told with the first of them and when the typing pauses', () => {
    type('a', 'ab', 'abc');
    expect(told).toEqual(['a']);
    vi.advanceTimersByTime(149);
    expect(told).toEqual(['a']);
    vi.advanceTimersByTime(1);
    expect(told).toEqual(['a', 'abc']);
    type('abcd');
    expect(told).toEqual(['a', 'abc', 'abcd']);
  });

  it('are told now and then while somebody types on, which is no pause', () => {
    const waits: number[] = [];
    for (let letter = 0; letter < 20; letter += 1) {
      bufferKeystroke(field, () => {
        told.push(String(letter));
        waits.push(msUntilIdle());
      });
      vi.advanceTimersByTime(100);
    }
    expect(told).toEqual(['0', '8', '16']);
    expect(waits.slice(1).every((wait) => wait > 0)).toBe(true);
  });

  it('of one field are told before those of another', () => {
    type('a', 'ab');
    bufferKeystroke(new EventTarget(), () => told.push('other'));
    expect(told).toEqual(['a', 'ab']);
    vi.advanceTimersByTime(5000);
    expect(told).toEqual(['a', 'ab', 'other']);
  });

  it('are told once, to whoever asks before', () => {
    const during: boolean[] = [];
    type('a');
    bufferKeystroke(field, () => during.push(isFlushing()));
    flushTyping();
    flushTyping();
    vi.advanceTimersByTime(5000);
    expect(during).toEqual([true]);
    expect(isFlushing()).toBe(false);
  });

  it('come one by one', () => {
    const input = document.createElement('input');
    const heard: boolean[] = [];
    input.addEventListener('input', (event) => heard.push(isTypingEvent(event)));
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
});
