import { type RefObject, useLayoutEffect, useRef } from 'react';
import { messageParts } from '#domain/message/message.ts';
import type { ControlProps } from '../../controls/control-types.ts';
import { PlusIcon } from '../../../ui/icons.tsx';
import { useHotkey } from '../../../ui/hotkeys.ts';
import input from '../../../ui/input.module.css';
import css from './message.module.css';
import type { Caret } from './message-control.tsx';
import { MessageText, textOf } from './message-text.tsx';
import { TagList } from './tag-list.tsx';
import { useTagMenu } from './use-tag-menu.ts';

/** Text area with marked tags and a tag menu, which opens on `{{` or by the button. */
export function MessageEditor({ caret, ...props }: ControlProps<'text'> & { caret: RefObject<Caret | null> }) {
  const { id, label, kind, value, onChange, onBlur, disabled } = props;
  const text = textOf(value);
  const dialect = kind.tags ?? 'resend';
  const area = useRef<HTMLTextAreaElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  /** Caret position to set after the text with the inserted tag has rendered. */
  const nextCaret = useRef<number | null>(null);
  const menu = useTagMenu(id, area, text, dialect, (next, position) => {
    nextCaret.current = position;
    onChange(next);
  });
  const { shown, list } = menu;
  // The text area handles these keys.
  useHotkey('openTags');
  useHotkey('moveInTags');
  useHotkey('insertTag');

  // Restore the focus and the caret of the plain text area that this component replaced.
  useLayoutEffect(() => {
    if (!caret.current || !area.current) return;
    area.current.focus({ preventScroll: true });
    area.current.setSelectionRange(...caret.current);
    menu.onTextChange(area.current.value, caret.current[1]);
    // Only on mount.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  // Set imperatively: React's types for a textarea do not allow these attributes.
  const { 'aria-controls': listId, 'aria-activedescendant': optionId } = list.inputProps;
  useLayoutEffect(() => {
    for (const [name, reference] of Object.entries({ 'aria-controls': listId, 'aria-activedescendant': optionId }))
      if (reference === undefined) area.current?.removeAttribute(name);
      else area.current?.setAttribute(name, reference);
  }, [listId, optionId]);

  const syncScroll = () => {
    if (area.current && mirror.current) mirror.current.scrollTop = area.current.scrollTop;
  };
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
      <div ref={mirror} className={`${input.area} ${css.mirror}`} aria-hidden="true" translate="no">
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
      <MessageText
        {...props}
        ref={area}
        onChange={(next) => {
          onChange(next);
          if (!isDraft(next)) menu.onTextChange(next, area.current?.selectionStart ?? 0);
        }}
        onSelect={({ currentTarget }) => menu.onCaretMove(currentTarget.value, currentTarget.selectionEnd)}
        onKeyDown={list.onKey}
        onScroll={syncScroll}
        onBlur={() => {
          menu.close();
          onBlur();
        }}
      />
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
        <span className={input.note}>
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

const isDraft = (next: ControlProps<'text'>['value']) => typeof next !== 'string';
