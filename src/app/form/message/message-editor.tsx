import { type RefObject, useLayoutEffect, useRef } from 'react';
import { messageParts } from '#domain/message.ts';
import type { ControlProps } from '../controls/types.ts';
import { PlusIcon } from '../../ui/icons.tsx';
import input from '../controls/input.module.css';
import css from './message.module.css';
import type { Caret } from './message-control.tsx';
import { MessageText, textOf } from './message-text.tsx';
import { TagList } from './tag-list.tsx';
import { useTagMenu } from './use-tag-menu.ts';

/** The text area with its tags marked, and the menu of tags: by typing `{{` or by the button. */
export function MessageEditor({ caret, ...props }: ControlProps<'text'> & { caret: RefObject<Caret | null> }) {
  const { id, label, kind, value, onChange, onBlur, disabled } = props;
  const text = textOf(value);
  const dialect = kind.tags ?? 'resend';
  const area = useRef<HTMLTextAreaElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  /** Where the caret goes once the text with a chosen tag is drawn. */
  const caretToBe = useRef<number | null>(null);
  const menu = useTagMenu(area, text, dialect, (next, at) => {
    caretToBe.current = at;
    onChange(next);
  });
  const { shown, active } = menu;
  const listId = `${id}-tags`;

  // Goes on where somebody was typing when this took the place of the plain text area.
  useLayoutEffect(() => {
    if (!caret.current || !area.current) return;
    area.current.focus({ preventScroll: true });
    area.current.setSelectionRange(...caret.current);
    menu.follow(area.current.value, caret.current[1]);
    // Once, when it appears.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  // The keys of the menu are the text area's for as long as it is open; React's own attributes know no list of a text area.
  useLayoutEffect(() => {
    const names = {
      'aria-controls': shown ? listId : null,
      'aria-activedescendant': shown?.[active] ? `${listId}-${active}` : null,
    };
    for (const [name, held] of Object.entries(names))
      if (held === null) area.current?.removeAttribute(name);
      else area.current?.setAttribute(name, held);
  }, [shown, active, listId]);

  const follow = () => {
    if (area.current && mirror.current) mirror.current.scrollTop = area.current.scrollTop;
  };
  useLayoutEffect(() => {
    const at = caretToBe.current;
    caretToBe.current = null;
    if (at !== null) {
      area.current?.focus();
      area.current?.setSelectionRange(at, at);
    }
    follow();
  });

  return (
    <>
      <div ref={mirror} className={`${input.area} ${css.mirror}`} aria-hidden="true" translate="no">
        {messageParts(text, {}, dialect).map(({ raw, is }, index) =>
          is === 'plain' ? (
            <span key={index}>{raw}</span>
          ) : (
            // Parts have no identity but their place.
            <mark key={index} data-is={is}>
              {raw}
            </mark>
          ),
        )}
        {/* A last line break takes a line of its own only with something behind it. */}
        <span>{'\u200B'}</span>
      </div>
      <MessageText
        {...props}
        ref={area}
        onChange={(next) => {
          onChange(next);
          if (!isOddText(next)) menu.follow(next, area.current?.selectionStart ?? 0);
        }}
        onSelect={({ currentTarget }) => menu.moved(currentTarget.value, currentTarget.selectionEnd)}
        onKeyDown={menu.onKey}
        onScroll={follow}
        onBlur={() => {
          menu.shut();
          onBlur();
        }}
      />
      <div className={css.tools}>
        <button
          type="button"
          className={input.chip}
          disabled={disabled}
          aria-haspopup="listbox"
          aria-label={`Insert a tag: ${label}`}
          // The text area keeps the focus and its caret.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => (shown ? menu.shut() : menu.openAtCaret())}
        >
          <PlusIcon size={14} />
          <span>Insert a tag</span>
        </button>
        <span className={input.note}>
          <span>{'or type '}</span>
          <code translate="no">{'{{'}</code>
        </span>
      </div>
      {shown && <TagList id={listId} label={`Tags for ${label}`} menu={menu} tags={shown} mirror={mirror} />}
      <div role="status" className="visually-hidden">
        {shown &&
          (shown.length === 0
            ? 'No tag like that.'
            : `${shown.length === 1 ? '1 tag' : `${shown.length} tags`}. Up and down to choose, Enter to insert.`)}
      </div>
    </>
  );
}

const isOddText = (next: ControlProps<'text'>['value']) => typeof next !== 'string';
