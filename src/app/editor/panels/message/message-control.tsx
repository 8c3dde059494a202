import { Suspense, type SyntheticEvent, useRef } from 'react';
import type { ControlProps } from '../../controls/control-types.ts';
import css from './message.module.css';
import { MessageText } from './message-text.tsx';
import { lazyPart } from '../../../ui/lazy-part.tsx';

/** Where the caret was in the plain text area, if the focus was there. */
export type Caret = readonly [start: number, end: number];

// Tags, their menu and their marks are fetched beside the page: one can type into the plain text area until they are there.
const MessageEditor = lazyPart(
  () => import('./message-editor.tsx'),
  (module) => module.MessageEditor,
);

/** A message with tags in it. */
export function MessageControl(props: ControlProps<'text'>) {
  const caret = useRef<Caret | null>(null);
  const follow = ({ currentTarget: { selectionStart, selectionEnd } }: SyntheticEvent<HTMLTextAreaElement>) => {
    caret.current = [selectionStart, selectionEnd];
  };
  return (
    <div className={css.message}>
      <Suspense
        fallback={
          <>
            <MessageText
              {...props}
              onFocus={follow}
              onSelect={follow}
              // A selection that was typed over is told of only when the key is let go.
              onInput={follow}
              onBlur={() => {
                caret.current = null;
                props.onBlur();
              }}
            />
            <div className={css.tools} />
          </>
        }
      >
        <MessageEditor {...props} caret={caret} />
      </Suspense>
    </div>
  );
}
