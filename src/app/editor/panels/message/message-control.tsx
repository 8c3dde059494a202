import { Suspense, type SyntheticEvent, useRef } from 'react';
import type { ControlProps } from '../../controls/control-types.ts';
import css from './message.module.css';
import { MessageText } from './message-text.tsx';
import { lazyPart } from '../../../ui/lazy-part.tsx';

/** Selection in the plain text area, as offsets. */
export type Caret = readonly [start: number, end: number];

// The tag menu and the marks load lazily. Until then a plain text area accepts input.
const MessageEditor = lazyPart(
  () => import('./message-editor.tsx'),
  (module) => module.MessageEditor,
);

/** A message text with tags. */
export function MessageControl(props: ControlProps<'text'>) {
  const caret = useRef<Caret | null>(null);
  const saveCaret = ({ currentTarget: { selectionStart, selectionEnd } }: SyntheticEvent<HTMLTextAreaElement>) => {
    caret.current = [selectionStart, selectionEnd];
  };
  return (
    <div className={css.message}>
      <Suspense
        fallback={
          <>
            <MessageText
              {...props}
              onFocus={saveCaret}
              onSelect={saveCaret}
              // Typing over a selection fires `select` only on keyup.
              onInput={saveCaret}
              onBlur={() => {
                caret.current = null;
                props.onBlur();
              }}
            />
            <div className={`cluster ${css.tools}`} />
          </>
        }
      >
        <MessageEditor {...props} caret={caret} />
      </Suspense>
    </div>
  );
}
