// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { Dialog } from './dialog.tsx';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const button = (name: string) => screen.getByRole('button', { name });
const input = (name: string) => screen.getByRole('textbox', { name });
const leave = () => fireEvent.keyDown(document.body, { key: 'Escape', code: 'Escape' });

/** A dialog over the page, with a button that disappears, and another dialog over it. */
function Page() {
  const [count, setCount] = useState(0);
  return (
    <MantineProvider>
      <button onClick={() => setCount(1)}>Open</button>
      {count > 0 && (
        <Dialog opened onClose={() => setCount(0)} title="Below" withCloseButton={false}>
          <Once />
          <input aria-label="Reason" />
          <button data-autofocus onClick={() => setCount(2)}>
            Save
          </button>
        </Dialog>
      )}
      {count > 1 && (
        <Dialog opened onClose={() => setCount(1)} title="Above" withCloseButton={false}>
          <input aria-label="Name" />
        </Dialog>
      )}
    </MantineProvider>
  );
}

function Once() {
  const [isPressed, setPressed] = useState(false);
  return isPressed ? null : <button onClick={() => setPressed(true)}>Once</button>;
}

/** Opens the dialog with a press of the focused button. */
function open() {
  render(<Page />);
  act(() => button('Open').focus());
  fireEvent.click(button('Open'));
}

test('a dialog has the focus at once, and a timer does not undo a move of the user', () => {
  vi.useFakeTimers();
  open();
  expect(document.activeElement).toBe(button('Save'));
  act(() => input('Reason').focus());
  act(() => void vi.runAllTimers());
  expect(document.activeElement).toBe(input('Reason'));
});

test('a closed dialog returns the focus to what opened it', () => {
  open();
  leave();
  expect(document.activeElement).toBe(button('Open'));
});

test('a dialog above returns the focus into the dialog below', () => {
  open();
  fireEvent.click(button('Save'));
  expect(document.activeElement).toBe(input('Name'));
  leave();
  expect(document.activeElement).toBe(button('Save'));
});

test('Tab goes into the dialog if the control with the focus has disappeared', () => {
  open();
  act(() => button('Once').focus());
  fireEvent.click(button('Once'));
  expect(document.activeElement).toBe(document.body);
  expect(fireEvent.keyDown(document.body, { key: 'Tab', code: 'Tab' })).toBe(false);
  expect(document.activeElement).toBe(input('Reason'));
});

test('a dialog above returns the focus into the dialog below, also if that had lost it', () => {
  open();
  act(() => button('Save').blur());
  fireEvent.click(button('Save'));
  leave();
  expect(document.activeElement).toBe(button('Save'));
});
