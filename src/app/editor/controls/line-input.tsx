import { type ChangeEvent, type ComponentProps, useEffect, useLayoutEffect, useRef } from 'react';
import { isTypingEvent, bufferKeystroke, flushTyping } from '../state/typing-buffer.ts';

interface Props extends Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'ref'> {
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** One line of text. The browser holds it, so that nothing is drawn with each letter; `onChange` hears of letters when they are told. */
export function LineInput({ value, onChange, onBlur, ...props }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const tell = useRef(onChange);
  useLayoutEffect(() => {
    tell.current = onChange;
  });
  // Whoever else sets the form's value: undo, a save, a button.
  useLayoutEffect(() => {
    if (input.current && input.current.value !== value) input.current.value = value;
  }, [value]);
  useEffect(() => flushTyping, []);

  const change = ({ currentTarget, nativeEvent }: ChangeEvent<HTMLInputElement>) => {
    const text = currentTarget.value;
    if (isTypingEvent(nativeEvent)) return bufferKeystroke(currentTarget, () => tell.current(text));
    flushTyping();
    tell.current(text);
  };
  return (
    <input
      {...props}
      ref={input}
      type="text"
      defaultValue={value}
      onChange={change}
      onBlur={(event) => {
        flushTyping();
        onBlur?.(event);
      }}
    />
  );
}
