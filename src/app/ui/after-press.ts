let pressed = false;
window.addEventListener('pointerdown', () => (pressed = true), true);
for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, () => (pressed = false), true);

/**
 * Runs at once, or, while a button of the mouse is down, after it was let go: what happens on leaving a field may move the page,
 * and the press that leaves it must still hit what it was aimed at.
 */
export function afterPress(run: () => void): void {
  if (!pressed) return run();
  // The click comes with the letting go, before any timer.
  window.addEventListener('pointerup', () => setTimeout(run), { once: true, capture: true });
}
