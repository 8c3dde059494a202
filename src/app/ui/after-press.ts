let pressed = false;
window.addEventListener('pointerdown', () => (pressed = true), true);
for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, () => (pressed = false), true);

/**
 * Runs a callback at once, or after the pointer is released. A blur handler may shift the layout, and the click that
 * caused the blur must still hit its target.
 */
export function afterPress(run: () => void): void {
  if (!pressed) return run();
  // The browser fires click right after pointerup, before any timer.
  window.addEventListener('pointerup', () => setTimeout(run), { once: true, capture: true });
}
