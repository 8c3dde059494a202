/** A visible element of a case: position and size in px, relative to its case. */
export interface Box {
  readonly inCase: string;
  /** Tag, role and name. */
  readonly what: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The element can be pressed or typed into. */
  readonly isControl: boolean;
  /** Right edge in the page. */
  readonly right: number;
}

/** Runs in the page, so it may use nothing from outside. */
export function boxesOf(): Box[] {
  const CONTROLS = 'button, input, select, textarea, a[href], [role=radio], [role=combobox]';
  const cases = [...document.querySelectorAll<HTMLElement>('[data-case], [role=dialog]')];
  return cases.flatMap((one) => {
    const frame = one.getBoundingClientRect();
    return [one, ...one.querySelectorAll<HTMLElement>(`${CONTROLS}, label, h2, h3, p, [role=group], [role=img]`)]
      .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .map((element) => {
        const { left, top, width, height, right } = element.getBoundingClientRect();
        const name = element.getAttribute('aria-label') ?? element.textContent.slice(0, 40);
        return {
          inCase: one.dataset['case'] ?? 'dialog',
          what: `${element.localName} ${element.getAttribute('role') ?? ''} ${element === one ? '' : name}`,
          x: Math.round(left - frame.left),
          y: Math.round(top - frame.top),
          width: Math.round(width),
          height: Math.round(height),
          isControl: element.matches(CONTROLS),
          right: Math.round(right),
        };
      })
      .filter(({ width, height }) => width > 1 && height > 1);
  });
}

/** Radio groups in several lines with more than one option in a line. Runs in the page. */
export function halfWrapped(): string[] {
  return [...document.querySelectorAll('[role=radiogroup]')].flatMap((group) => {
    const options = [...group.querySelectorAll(':scope > label')];
    const lines = new Set(options.map((option) => Math.round(option.getBoundingClientRect().top))).size;
    return lines === 1 || lines === options.length ? [] : [`${lines} lines: ${group.textContent}`];
  });
}

const label = (box: Box) => `${box.inCase}: ${box.what.trim()}`;

/** What is wrong in any version of the browser: overflow of the window, and controls that overlap. */
export function problemsOf(boxes: readonly Box[], windowWidth: number): string[] {
  const problems = boxes
    .filter(({ right, x }) => right > windowWidth || x < 0)
    .map((box) => `${label(box)} overflows: x ${box.x}, right ${box.right}`);
  const controls = boxes.filter(({ isControl }) => isControl);
  controls.forEach((first, index) => {
    for (const second of controls.slice(index + 1))
      if (
        first.inCase === second.inCase &&
        overlap(first, second) &&
        !contains(first, second) &&
        !contains(second, first)
      )
        problems.push(`${label(first)} overlaps ${second.what}`);
  });
  return problems;
}

const overlap = (a: Box, b: Box) =>
  Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 1 &&
  Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 1;

const contains = (a: Box, b: Box) =>
  a.x <= b.x + 1 && a.y <= b.y + 1 && a.x + a.width >= b.x + b.width - 1 && a.y + a.height >= b.y + b.height - 1;

/** Text is a little wider or narrower in another version of the browser. */
const TOLERANCE = 4;

/** Where two lists of boxes differ. */
export function differences(before: readonly Box[], now: readonly Box[]): string[] {
  const changed = now.flatMap((box, index) => {
    const old = before[index];
    if (!old || label(old) !== label(box)) return [`${label(box)} is new, or was at another place`];
    const moved = (['x', 'y', 'width', 'height'] as const).filter(
      (side) => Math.abs(old[side] - box[side]) > TOLERANCE,
    );
    return moved.map((side) => `${label(box)}: ${side} was ${old[side]}, is ${box[side]}`);
  });
  return before.length === now.length ? changed : [`${before.length} boxes before, ${now.length} now`, ...changed];
}
