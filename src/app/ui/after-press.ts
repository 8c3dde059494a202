/** What a press can act on. */
const CONTROL = 'a, button, input, label, select, summary, [role=option], [role=menuitem]';
/** A mouse that moves further, in CSS px, drags. */
const DRAG = 5;

/** The press that goes on: the control under it, if any, and where it began. */
let press: { readonly control: Element | null; readonly x: number; readonly y: number } | null = null;

// Mouse events, because a touch sends them too, when it becomes a click: only they move the focus.
window.addEventListener(
  'mousedown',
  ({ button, target, clientX: x, clientY: y }) => {
    press = { control: button === 0 && target instanceof Element ? target.closest(CONTROL) : null, x, y };
  },
  true,
);
window.addEventListener('mouseup', endPress, true);
window.addEventListener('dragend', () => (press = null), true);

/**
 * A press moves the focus, which can shift the layout: a note disappears, an error appears. The mouse is then released
 * over something else, and the browser clicks neither. Click the control of the press, unless the mouse has left it.
 */
function endPress(event: MouseEvent): void {
  const began = press;
  press = null;
  if (!began?.control || Math.hypot(event.clientX - began.x, event.clientY - began.y) > DRAG) return;
  if (event.composedPath().includes(began.control)) return;
  // Something that appeared may cover the control.
  if (document.elementsFromPoint(event.clientX, event.clientY).includes(began.control)) return;
  began.control.dispatchEvent(new MouseEvent('click', event));
}

/**
 * Runs a callback at once, or after the mouse is released. A blur handler may shift the layout, and the control should
 * not move away under the mouse.
 */
export function afterPress(run: () => void): void {
  if (!press) return run();
  // The browser fires click right after mouseup, before any timer.
  window.addEventListener('mouseup', () => setTimeout(run), { once: true, capture: true });
}
