import { type KeyboardEvent, type RefObject, useState } from 'react';
import type { Dialect } from '#domain/message/message.ts';
import { matchTags, openTagAt, type Tag, tagEnd, tagsOf, tagText } from '#domain/message/message-tags.ts';

/** `braces`: it follows a `{{` somebody typed; `button`: it was asked for, and what is typed since searches in it. */
interface Opening {
  readonly by: 'braces' | 'button';
  readonly from: number;
  readonly caret: number;
}

export interface TagMenu {
  /** Null while it is shut. */
  readonly shown: readonly Tag[] | null;
  /** How many more answer than are shown. */
  readonly more: number;
  /** Where in the text it hangs. */
  readonly at: number;
  readonly active: number;
  readonly openAtCaret: () => void;
  readonly shut: () => void;
  readonly choose: (tag: Tag) => void;
  readonly point: (index: number) => void;
  /** The text changed by typing. */
  readonly follow: (text: string, caret: number) => void;
  /** The caret moved without a change. */
  readonly moved: (text: string, caret: number) => void;
  readonly onKey: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}

/** As many as need no scrolling inside the menu. */
const mostShown = () => (window.innerHeight < 750 ? 5 : 8);

/** The menu of tags over a text area, which keeps the focus: what is open, what is chosen, and which keys are its own. */
export function useTagMenu(
  area: RefObject<HTMLTextAreaElement | null>,
  text: string,
  dialect: Dialect,
  onPut: (text: string, caret: number) => void,
): TagMenu {
  const [opening, setOpening] = useState<Opening | null>(null);
  const [wanted, setWanted] = useState(0);
  /** Where somebody sent the menu away: it does not come back for the same braces. */
  const [sentAway, setSentAway] = useState(-1);
  const from = opening === null ? 0 : opening.from + (opening.by === 'braces' ? 2 : 0);
  const matching = opening && matchTags(tagsOf(dialect), text.slice(from, opening.caret));
  const shown = matching?.slice(0, mostShown()) ?? null;
  const active = shown ? Math.min(wanted, shown.length - 1) : -1;

  const open = (next: Opening | null) => {
    if (next?.from !== opening?.from) setWanted(0);
    setOpening(next);
  };
  const shut = () => open(null);

  const choose = ({ name }: Tag) => {
    if (!opening) return;
    const { from: start, caret, by } = opening;
    const end = by === 'braces' ? tagEnd(text, caret) : caret;
    shut();
    const tag = tagText(name);
    onPut(text.slice(0, start) + tag + text.slice(end), start + tag.length);
  };

  return {
    shown,
    more: (matching?.length ?? 0) - (shown?.length ?? 0),
    at: opening?.from ?? 0,
    active,
    openAtCaret: () => {
      const element = area.current;
      if (!element) return;
      // Where nobody has been yet, the caret stands before everything; what is added then comes last.
      if (document.activeElement !== element && element.selectionEnd === 0)
        element.setSelectionRange(text.length, text.length);
      element.focus();
      const at = element.selectionEnd;
      setWanted(0);
      open({ by: 'button', from: at, caret: at });
    },
    shut,
    choose,
    point: setWanted,
    follow: (next, caret) => {
      const braces = openTagAt(next, caret);
      if (braces?.from !== sentAway) setSentAway(-1);
      if (braces) return open(braces.from === sentAway ? null : { by: 'braces', from: braces.from, caret });
      if (opening?.by !== 'button' || caret < opening.from) return shut();
      const isSearch = matchTags(tagsOf(dialect), next.slice(opening.from, caret)).length > 0;
      open(isSearch ? { ...opening, caret } : null);
    },
    moved: (current, caret) => {
      if (!opening || caret === opening.caret) return;
      const braces = openTagAt(current, caret);
      if (opening.by === 'braces' && braces?.from === opening.from) open({ ...opening, caret });
      else shut();
    },
    onKey: (event) => {
      if (!shown || event.nativeEvent.isComposing) return;
      const tag = shown[active];
      if (event.key === 'Escape') {
        setSentAway(opening?.from ?? -1);
        shut();
      } else if (event.key === 'ArrowDown' && tag) setWanted((active + 1) % shown.length);
      else if (event.key === 'ArrowUp' && tag) setWanted((active + shown.length - 1) % shown.length);
      else if ((event.key === 'Enter' || event.key === 'Tab') && tag && !event.shiftKey) choose(tag);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
