import { type RefObject, useState } from 'react';
import type { Dialect } from '#domain/message/message.ts';
import { useListbox } from '../../../ui/use-listbox.ts';
import { matchTags, openTagAt, type Tag, tagEnd, tagsOf, tagText } from '#domain/message/message-tags.ts';

/** `braces`: opened by a typed `{{`. `button`: opened by the button; text typed since then filters the tags. */
interface Opening {
  readonly type: 'braces' | 'button';
  readonly from: number;
  readonly caret: number;
}

export interface TagMenu {
  /** The visible tags; null while the menu is closed. */
  readonly shown: readonly Tag[] | null;
  /** Text offset at which the tag is inserted. */
  readonly from: number;
  readonly caret: number;
  readonly list: ReturnType<typeof useListbox>;
  readonly openAtCaret: () => void;
  readonly close: () => void;
  /** Call after the text changed by typing. */
  readonly onTextChange: (text: string, caret: number) => void;
  /** Call after the caret moved without a text change. */
  readonly onCaretMove: (text: string, caret: number) => void;
}

/** State and keys of the tag menu. The text area keeps the focus. */
export function useTagMenu(
  id: string,
  area: RefObject<HTMLTextAreaElement | null>,
  text: string,
  dialect: Dialect,
  onInsert: (text: string, caret: number) => void,
): TagMenu {
  const [opening, setOpening] = useState<Opening | null>(null);
  /** Offset of the braces whose menu was dismissed; it does not open for them again. */
  const [dismissedAt, setDismissedAt] = useState(-1);
  const from = opening === null ? 0 : opening.from + (opening.type === 'braces' ? 2 : 0);
  const shown = opening && matchTags(tagsOf(dialect), text.slice(from, opening.caret));

  const open = (next: Opening | null) => {
    if (next?.from !== opening?.from) list.activate(0);
    setOpening(next);
  };
  const close = () => open(null);

  const list = useListbox({
    id: `${id}-tags`,
    count: shown?.length ?? 0,
    opened: shown !== null,
    start: 0,
    pickKeys: ['Enter', 'Tab'],
    onPick: (index) => insert(shown?.[index]),
    onClose: () => {
      setDismissedAt(opening?.from ?? -1);
      close();
    },
  });

  function insert(tag: Tag | undefined) {
    if (!opening || !tag) return;
    const { from: start, caret, type } = opening;
    const end = type === 'braces' ? tagEnd(text, caret) : caret;
    close();
    const inserted = tagText(tag.name);
    onInsert(text.slice(0, start) + inserted + text.slice(end), start + inserted.length);
  }

  return {
    shown,
    from: opening?.from ?? 0,
    caret: opening?.caret ?? 0,
    list,
    openAtCaret: () => {
      const element = area.current;
      if (!element) return;
      // Before the first focus the caret is at 0. Insert at the end then.
      if (document.activeElement !== element && element.selectionEnd === 0)
        element.setSelectionRange(text.length, text.length);
      element.focus();
      const caret = element.selectionEnd;
      list.activate(0);
      open({ type: 'button', from: caret, caret });
    },
    close,
    onTextChange: (next, caret) => {
      const braces = openTagAt(next, caret);
      if (braces?.from !== dismissedAt) setDismissedAt(-1);
      if (braces) return open(braces.from === dismissedAt ? null : { type: 'braces', from: braces.from, caret });
      if (opening?.type !== 'button' || caret < opening.from) return close();
      const isSearch = matchTags(tagsOf(dialect), next.slice(opening.from, caret)).length > 0;
      open(isSearch ? { ...opening, caret } : null);
    },
    onCaretMove: (current, caret) => {
      if (!opening || caret === opening.caret) return;
      const braces = openTagAt(current, caret);
      if (opening.type === 'braces' && braces?.from === opening.from) open({ ...opening, caret });
      else close();
    },
  };
}
