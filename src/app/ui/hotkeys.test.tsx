// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act, cleanup, render, renderHook, screen } from '@testing-library/react';
import { type ReactNode, useState } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Dialog } from './dialog.tsx';
import { ariaHotkey, hotkeyText, listedHotkeys, useHotkey } from './hotkeys.ts';
import { comboOf, comboText, isTextField } from './keys.ts';

afterEach(() => {
  cleanup();
  document.body.replaceChildren();
});

/** Presses a key and returns true if it was handled. */
function press(init: KeyboardEventInit, target: EventTarget = document.body): boolean {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  act(() => void target.dispatchEvent(event));
  return event.defaultPrevented;
}

function focusable(html: string): Element {
  document.body.insertAdjacentHTML('beforeend', html);
  const element = document.body.lastElementChild;
  if (!element) throw new Error(html);
  return element;
}

describe('the pressed keys', () => {
  test.each([
    [{ key: 's', code: 'KeyS', ctrlKey: true }, 'mod+s'],
    [{ key: 's', code: 'KeyS', metaKey: true }, 'mod+s'],
    [{ key: 'Z', code: 'KeyZ', ctrlKey: true, shiftKey: true }, 'mod+shift+z'],
    [{ key: 's', code: 'KeyS', ctrlKey: true, altKey: true }, 'mod+alt+s'],
    [{ key: 'E', code: 'KeyE' }, 'e'],
    [{ key: 'E', code: 'KeyE', shiftKey: true }, 'shift+e'],
    // Shift is needed for a question mark on most layouts, and for a slash on some.
    [{ key: '?', code: 'Slash', shiftKey: true }, '?'],
    [{ key: '/', code: 'Digit7', shiftKey: true }, '/'],
    // Cyrillic and Greek: the letter that is printed on the key.
    [{ key: 'ы', code: 'KeyS', ctrlKey: true }, 'mod+s'],
    [{ key: 'σ', code: 'KeyS', ctrlKey: true }, 'mod+s'],
    // Dvorak and AZERTY: the letter that the layout types.
    [{ key: 's', code: 'Semicolon', ctrlKey: true }, 'mod+s'],
    [{ key: 'z', code: 'KeyW', ctrlKey: true }, 'mod+z'],
    [{ key: 'Process', code: 'KeyE' }, 'process'],
  ])('%o is %s', (init, combo) => expect(comboOf(new KeyboardEvent('keydown', init))).toBe(combo));

  test.each([
    ['mod+shift+z', 'Ctrl ⇧ Z'],
    ['escape', 'Esc'],
    ['e', 'E'],
    ['{{', '{{'],
  ])('%s is shown as %s', (combo, text) => expect(comboText(combo)).toBe(text));

  test('are shown and announced from the same table', () => {
    expect(hotkeyText('save')).toBe('Ctrl S');
    expect(ariaHotkey('search')).toBe('/');
    expect(ariaHotkey('palette')).toBe('Control+k Meta+k');
  });
});

test.each(['', 'text', 'search', 'number', 'password', 'email', 'url', 'tel', 'date'])(
  'text goes into type=%s',
  (type) => expect(isTextField(focusable(type === '' ? '<input>' : `<input type="${type}">`))).toBe(true),
);
test.each([
  ['nextSection', 'j'],
  ['nextRow', 'j'],
] as const)('%s gets its key, although another page has the same one', (id, key) => {
  const handle = vi.fn();
  renderHook(() => useHotkey(id, handle));
  expect(press({ key, code: 'KeyJ' })).toBe(true);
  expect(handle).toHaveBeenCalledOnce();
});

test.each(['<input type="checkbox">', '<input type="radio">', '<button></button>', '<select></select>', '<div></div>'])(
  'no text goes into %s',
  (html) => expect(isTextField(focusable(html))).toBe(false),
);

describe('a hotkey', () => {
  test('works and is listed while its component is on the page, with the latest handler', () => {
    const [first, second] = [vi.fn(), vi.fn()];
    const { rerender, unmount } = renderHook(({ handler }) => useHotkey('edit', handler), {
      initialProps: { handler: first },
    });
    expect(listedHotkeys()).toEqual(['edit']);
    expect(press({ key: 'e', code: 'KeyE' })).toBe(true);
    rerender({ handler: second });
    expect(press({ key: 'e', code: 'KeyE' })).toBe(true);
    unmount();
    expect(listedHotkeys()).toEqual([]);
    expect(press({ key: 'e', code: 'KeyE' })).toBe(false);
    expect([first, second].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  test('goes to the component that was mounted last, then to the one before it', () => {
    const [shell, page] = [vi.fn(), vi.fn<() => boolean>(() => false)];
    renderHook(() => useHotkey('search', shell));
    const { unmount } = renderHook(() => useHotkey('search', page));
    press({ key: '/', code: 'Slash' });
    expect(shell).toHaveBeenCalledTimes(1);
    page.mockReturnValue(true);
    press({ key: '/', code: 'Slash' });
    unmount();
    expect(shell).toHaveBeenCalledTimes(1);
    press({ key: '/', code: 'Slash' });
    expect(shell).toHaveBeenCalledTimes(2);
  });

  test('without a handler is only listed', () => {
    renderHook(() => useHotkey('insertTag'));
    expect(listedHotkeys()).toEqual(['insertTag']);
    expect(press({ key: 'Enter', code: 'Enter' })).toBe(false);
  });

  test.each([
    ['during a composition', { isComposing: true }, '<div></div>'],
    ['with a modifier', { altKey: true }, '<div></div>'],
    ['in a text field', {}, '<input>'],
    ['in a password', {}, '<input type="password">'],
    ['in a select', {}, '<select></select>'],
    ['beside a menu', {}, '<div role="dialog"></div>'],
    ['behind a dialog', {}, '<div role="dialog" aria-modal="true"></div>'],
  ])('of a single key does nothing %s', (_, init, html) => {
    const handler = vi.fn();
    renderHook(() => useHotkey('edit', handler));
    expect(press({ key: 'e', code: 'KeyE', ...init }, focusable(html))).toBe(false);
    expect(handler).not.toHaveBeenCalled();
  });

  test('leaves a key alone that a control has handled, and an autofill event without a key', () => {
    const handler = vi.fn();
    renderHook(() => useHotkey('edit', handler));
    const control = focusable('<div></div>');
    control.addEventListener('keydown', (event) => event.preventDefault());
    press({ key: 'e', code: 'KeyE' }, control);
    document.body.dispatchEvent(new Event('keydown', { bubbles: true }));
    expect(handler).not.toHaveBeenCalled();
  });

  test('with Ctrl works in a text field, beside a menu, but not behind a dialog', () => {
    const handler = vi.fn();
    renderHook(() => useHotkey('save', handler));
    expect(press({ key: 's', code: 'KeyS', ctrlKey: true }, focusable('<input>'))).toBe(true);
    expect(press({ key: 's', code: 'KeyS', ctrlKey: true }, focusable('<div role="dialog"></div>'))).toBe(true);
    expect(press({ key: 's', code: 'KeyS', ctrlKey: true }, focusable('<div aria-modal="true"></div>'))).toBe(false);
    expect(handler).toHaveBeenCalledTimes(2);
  });
});

describe('a dialog', () => {
  const inMantine = (node: ReactNode) => render(<MantineProvider>{node}</MantineProvider>);

  test('that was opened last gets Escape and the key to save; the page does not', () => {
    const [onPage, below, above] = [vi.fn(), vi.fn(), vi.fn()];
    const submit = vi.fn((event: { preventDefault: () => void }) => event.preventDefault());
    function Page() {
      const [isAsking, setAsking] = useState(true);
      useHotkey('save', onPage);
      useHotkey('leave', onPage);
      return (
        <>
          <Dialog opened onClose={below} title="Below">
            <form onSubmit={below} />
          </Dialog>
          {isAsking && (
            <Dialog
              opened
              onClose={() => {
                above();
                setAsking(false);
              }}
              title="Above"
            >
              <form onSubmit={submit} />
            </Dialog>
          )}
        </>
      );
    }
    inMantine(<Page />);
    expect(press({ key: 's', code: 'KeyS', ctrlKey: true })).toBe(true);
    expect(submit).toHaveBeenCalledTimes(1);
    expect(press({ key: 'Escape', code: 'Escape' })).toBe(true);
    expect(above).toHaveBeenCalledTimes(1);
    expect(screen.queryByText('Above')).toBeNull();
    expect(below).not.toHaveBeenCalled();
    press({ key: 'Escape', code: 'Escape' });
    expect(below).toHaveBeenCalledTimes(1);
    expect(onPage).not.toHaveBeenCalled();
  });

  test('stays open if Escape closes a list in it first', () => {
    const onClose = vi.fn();
    inMantine(
      <Dialog opened onClose={onClose} title="Places">
        <input data-mantine-stop-propagation />
      </Dialog>,
    );
    press({ key: 'Escape', code: 'Escape' }, screen.getByRole('textbox'));
    expect(onClose).not.toHaveBeenCalled();
    press({ key: 'Escape', code: 'Escape' });
    expect(onClose).toHaveBeenCalledTimes(1);
  });
});

test.each([
  ['in a composition', { isComposing: true }],
  ['that ends a composition in Safari', { keyCode: 229 }],
])('no key handler gets a key %s', (_, init) => {
  const handler = vi.fn();
  render(<input onKeyDown={handler} onKeyDownCapture={handler} />);
  const input = screen.getByRole('textbox');
  input.addEventListener('keydown', handler);
  window.addEventListener('keydown', handler, { capture: true });
  press({ key: 'Enter', code: 'Enter', ...init }, input);
  expect(handler).not.toHaveBeenCalled();
  press({ key: 'Enter', code: 'Enter' }, input);
  expect(handler).toHaveBeenCalledTimes(4);
  window.removeEventListener('keydown', handler, { capture: true });
});
