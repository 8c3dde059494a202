import { type CSSProperties, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Tag } from '#domain/message-tags.ts';
import css from './message.module.css';
import type { TagMenu } from './use-tag-menu.ts';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly menu: TagMenu;
  readonly tags: readonly Tag[];
  /** The text as it is drawn behind the text area: where in it the caret is can be measured. */
  readonly mirror: RefObject<HTMLDivElement | null>;
}

/** Between the text and the list. */
const GAP = 6;
/** A list of less shows no tag. */
const LEAST = 96;

/** The tags to choose from, right below or above where they will stand. */
export function TagList({ id, label, menu, tags, mirror }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<CSSProperties>({});
  const { at, active, more } = menu;

  useLayoutEffect(() => {
    const spot = mirror.current && spotOf(mirror.current, at);
    const own = list.current;
    if (!spot || !own?.parentElement) return;
    const frame = own.parentElement.getBoundingClientRect();
    const left = Math.max(0, Math.min(spot.left - frame.left, frame.width - own.offsetWidth));
    // Upwards where it would lie under the save bar, which comes with the first letter and may not be there yet.
    const roomBelow = window.innerHeight - saveBarReach() - spot.bottom - GAP;
    const roomAbove = spot.top - GAP;
    const down = own.scrollHeight <= roomBelow || roomBelow >= roomAbove;
    setPlace({
      ...(down ? { top: spot.bottom - frame.top + GAP } : { bottom: frame.bottom - spot.top + GAP }),
      left,
      maxHeight: Math.max(LEAST, down ? roomBelow : roomAbove),
    });
  }, [mirror, at, tags.length]);

  // Only the list scrolls, never the page.
  useLayoutEffect(() => {
    const own = list.current;
    const option = own?.querySelector('[aria-selected="true"]')?.getBoundingClientRect();
    if (!own || !option) return;
    const { top, bottom } = own.getBoundingClientRect();
    if (option.bottom > bottom) own.scrollTop += option.bottom - bottom;
    else if (option.top < top) own.scrollTop -= top - option.top;
  }, [active, place]);

  return (
    // Pressing in the list leaves the focus in the text.
    <div
      ref={list}
      className={css.list}
      style={place}
      role="presentation"
      onMouseDown={(event) => event.preventDefault()}
    >
      {tags.length === 0 && <p className={css.none}>No tag like that. What you typed stays as it is.</p>}
      <div role="listbox" id={id} aria-label={label}>
        {tags.map((tag, index) => (
          // The keys are the text area's, which keeps the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={tag.name}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            className={css.option}
            onMouseMove={() => index !== active && menu.point(index)}
            onClick={() => menu.choose(tag)}
          >
            <span>{tag.label}</span>
            <code translate="no">{`{{${tag.name}}}`}</code>
            {tag.note !== undefined && <small>{tag.note}</small>}
          </div>
        ))}
      </div>
      {more > 0 && <p className={css.none}>{`${more} more: type on to find them.`}</p>}
    </div>
  );
}

/** How much of the lower edge of the screen the save bar takes: what focus keeps clear of as well. */
const saveBarReach = () => parseFloat(getComputedStyle(document.documentElement).scrollPaddingBottom) || 0;

/** The place on the screen of a character of the text. */
function spotOf(mirror: HTMLElement, offset: number): DOMRect | null {
  const walker = document.createTreeWalker(mirror, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = node.textContent ?? '';
    if (left <= length) {
      const range = document.createRange();
      range.setStart(node, Math.min(left, length));
      range.setEnd(node, Math.min(left + 1, length));
      return range.getBoundingClientRect();
    }
    left -= length;
  }
  return null;
}
