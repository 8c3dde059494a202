import { type Ref, type RefObject, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { type Dialect, messageParts } from '#domain/message/message.ts';
import { PlusIcon } from '../../../ui/icons.tsx';
import { useHotkey } from '../../../ui/hotkeys.ts';
import input from '../../../ui/input.module.css';
import css from './message.module.css';
import type { MessageEvents } from './message-control.tsx';
import { TagList } from './tag-list.tsx';
import { useTagMenu } from './use-tag-menu.ts';

interface Props {
  readonly ref: Ref<MessageEvents>;
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly dialect: Dialect;
  readonly disabled: boolean;
  readonly area: RefObject<HTMLTextAreaElement | null>;
  /** Receives the whole text after a tag was inserted. */
  readonly onInsert: (text: string) => void;
}

/** The marks behind the tags of a text area, and its tag menu, which opens on `{{` or by the button. */
export function MessageEditor({ ref, id, label, text, dialect, disabled, area, onInsert }: Props) {
  const mirror = useRef<HTMLDivElement>(null);
  /** Caret position to set after the text with the inserted tag has rendered. */
  const nextCaret = useRef<number | null>(null);
  const menu = useTagMenu(id, area, text, dialect, (next, position) => {
    nextCaret.current = position;
    onInsert(next);
  });
  const { shown, list } = menu;
  // The text area handles these keys.
  useHotkey('openTags');
  useHotkey('moveInTags');
  useHotkey('insertTag');

  const syncScroll = () => {
    if (area.current && mirror.current) mirror.current.scrollTop = area.current.scrollTop;
  };
  useImperativeHandle(ref, () => ({
    onText: menu.onTextChange,
    onCaret: menu.onCaretMove,
    onKeyDown: list.onKey,
    onScroll: syncScroll,
    onBlur: menu.close,
  }));
  // Braces may have been typed before this code loaded.
  useLayoutEffect(() => {
    const { current } = area;
    if (current && current === document.activeElement) menu.onTextChange(current.value, current.selectionEnd);
    // Only on mount.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  // Set imperatively: React's types for a textarea do not allow these attributes.
  const { 'aria-controls': listId, 'aria-activedescendant': optionId } = list.inputProps;
  useLayoutEffect(() => {
    for (const [name, reference] of Object.entries({ 'aria-controls': listId, 'aria-activedescendant': optionId }))
      if (reference === undefined) area.current?.removeAttribute(name);
      else area.current?.setAttribute(name, reference);
  }, [area, listId, optionId]);

  useLayoutEffect(() => {
    const position = nextCaret.current;
    nextCaret.current = null;
    if (position !== null) {
      area.current?.focus();
      area.current?.setSelectionRange(position, position);
    }
    syncScroll();
  });

  return (
    <>
      <div ref={mirror} className={`${input.field} ${input.area} ${css.mirror}`} aria-hidden="true" translate="no">
        {messageParts(text, {}, dialect).map(({ raw, type }, index) =>
          type === 'plain' ? (
            <span key={index}>{raw}</span>
          ) : (
            // Parts have no id, so the index is the key.
            <mark key={index} data-is={type}>
              {raw}
            </mark>
          ),
        )}
        {/* A trailing line break renders a line only if something follows it. */}
        <span>{'\u200B'}</span>
      </div>
      <div className={`cluster ${css.tools}`}>
        <button
          type="button"
          className={input.chip}
          disabled={disabled}
          aria-haspopup="listbox"
          aria-label={`Insert a tag: ${label}`}
          // The text area keeps the focus and its caret.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => (shown ? menu.close() : menu.openAtCaret())}
        >
          <PlusIcon size={14} />
          <span>Insert a tag</span>
        </button>
        <span className="secondary tabular">
          <span>{'or type '}</span>
          <code translate="no">{'{{'}</code>
        </span>
      </div>
      {shown && <TagList id={`${id}-tags`} label={`Tags for ${label}`} menu={menu} tags={shown} mirror={mirror} />}
      <div role="status" className="visually-hidden">
        {shown &&
          (shown.length === 0
            ? 'No matching tag.'
            : `${shown.length === 1 ? '1 tag' : `${shown.length} tags`}. Up and down to choose, Enter to insert.`)}
      </div>
    </>
  );
}
