import { type CSSProperties, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Tag } from '#domain/message/message-tags.ts';
import css from './message.module.css';
import type { TagMenu } from './use-tag-menu.ts';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly menu: TagMenu;
  readonly tags: readonly Tag[];
  /** The mirror of the text. It makes the caret position measurable, which a textarea does not. */
  readonly mirror: RefObject<HTMLDivElement | null>;
}

/** Space between the text and the list, px. */
const GAP = 6;
/** Heights of the list, px. */
const MIN_HEIGHT = 96;
const MAX_HEIGHT = 320;

/** The tag list, below or above the lines that are being typed. */
export function TagList({ id, label, menu, tags, mirror }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const options = useRef<HTMLDivElement>(null);
  const [position, setPosition] = useState<CSSProperties>({});
  const { from, caret } = menu;
  const { active, optionProps } = menu.list;

  useLayoutEffect(() => {
    const start = mirror.current && rectOfCharacter(mirror.current, from);
    const end = mirror.current && rectOfCharacter(mirror.current, caret);
    const element = list.current;
    if (!start || !end || !element?.parentElement) return;
    const frame = element.parentElement.getBoundingClientRect();
    const left = Math.max(0, Math.min(start.left - frame.left, frame.width - element.offsetWidth));
    // Reserve the space of the save bar, which appears with the first keystroke and may not be visible yet.
    const spaceBelow = window.innerHeight - saveBarHeight() - end.bottom - GAP;
    const spaceAbove = start.top - GAP;
    const height = options.current?.scrollHeight || element.offsetHeight;
    const opensDown = Math.min(height, MAX_HEIGHT) <= spaceBelow || spaceBelow >= spaceAbove;
    setPosition({
      ...(opensDown ? { top: end.bottom - frame.top + GAP } : { bottom: frame.bottom - start.top + GAP }),
      left,
      maxHeight: Math.min(MAX_HEIGHT, Math.max(MIN_HEIGHT, opensDown ? spaceBelow : spaceAbove)),
    });
  }, [mirror, from, caret, tags.length]);

  // `scrollIntoView` would scroll the page too.
  useLayoutEffect(() => {
    const element = options.current;
    const option = element?.querySelector('[aria-selected="true"]')?.getBoundingClientRect();
    if (!element || !option) return;
    const { top, bottom } = element.getBoundingClientRect();
    if (option.bottom > bottom) element.scrollTop += option.bottom - bottom;
    else if (option.top < top) element.scrollTop -= top - option.top;
  }, [active, position]);

  return (
    // A press in the list must not take the focus from the text.
    <div
      ref={list}
      className={`popup surface float ${css.list}`}
      style={position}
      role="presentation"
      onMouseDown={(event) => event.preventDefault()}
    >
      {tags.length === 0 && <p className="secondary">No matching tag. Your text is unchanged.</p>}
      {/* A scrolling element must be focusable. Tab inserts the chosen tag, so that it is no further stop. */}
      <div ref={options} role="listbox" id={id} aria-label={label} tabIndex={0}>
        {tags.map((tag, index) => (
          <div
            key={tag.name}
            {...optionProps(index)}
            // The effect above scrolls.
            ref={undefined}
            className="popup-option"
          >
            <span>{tag.label}</span>
            <code translate="no">{`{{${tag.name}}}`}</code>
            {tag.note !== undefined && <small>{tag.note}</small>}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Height that the save bar covers at the bottom of the screen, px. `scroll-padding-bottom` has the same value. */
const saveBarHeight = () => parseFloat(getComputedStyle(document.documentElement).scrollPaddingBottom) || 0;

/** Viewport rectangle of the character at an offset. */
function rectOfCharacter(mirror: HTMLElement, offset: number): DOMRect | null {
  const walker = document.createTreeWalker(mirror, NodeFilter.SHOW_TEXT);
  let remaining = offset;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = node.textContent ?? '';
    if (remaining <= length) {
      const range = document.createRange();
      range.setStart(node, Math.min(remaining, length));
      range.setEnd(node, Math.min(remaining + 1, length));
      return range.getBoundingClientRect();
    }
    remaining -= length;
  }
  return null;
}
