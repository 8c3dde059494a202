import { type KeyboardEvent, Suspense, useRef } from 'react';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { type ControlProps, labelIdOf } from '../../controls/control-types.ts';
import input from '../../../ui/input.module.css';
import { lazyPart } from '../../../ui/lazy-part.tsx';
import css from './message.module.css';

/** What the tag menu and the marks do on events of the text area. */
export interface MessageEvents {
  readonly onText: (text: string, caret: number) => void;
  readonly onCaret: (text: string, caret: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onScroll: () => void;
  readonly onBlur: () => void;
}

// The text area does not wait for the tag menu and is not replaced when it loads: typing, composition, selection and
// scroll position stay.
const MessageEditor = lazyPart(
  () => import('./message-editor.tsx'),
  (module) => module.MessageEditor,
);

/** A message text with tags. */
export function MessageControl(props: ControlProps<'text'>) {
  const { id, label, kind, value, onChange, onBlur, describedBy, invalid, disabled, required } = props;
  const text = isUnresolved(value) ? value.text : value;
  const area = useRef<HTMLTextAreaElement>(null);
  /** Null until the tag menu has loaded. */
  const events = useRef<MessageEvents>(null);
  return (
    <div className={css.message}>
      <textarea
        id={id}
        ref={area}
        value={text}
        rows={kind.lines ?? 2}
        onChange={({ currentTarget }) => {
          onChange(currentTarget.value);
          events.current?.onText(currentTarget.value, currentTarget.selectionStart);
        }}
        onSelect={({ currentTarget }) => events.current?.onCaret(currentTarget.value, currentTarget.selectionEnd)}
        onKeyDown={(event) => events.current?.onKeyDown(event)}
        onScroll={() => events.current?.onScroll()}
        onBlur={() => {
          events.current?.onBlur();
          onBlur();
        }}
        disabled={disabled}
        className={`${input.field} ${input.wide} ${input.area} ${css.text}`}
        aria-labelledby={labelIdOf(id)}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        aria-required={required || undefined}
        data-invalid={invalid || undefined}
        autoComplete="off"
      />
      <Suspense fallback={<div className={`cluster ${css.tools}`} />}>
        <MessageEditor
          ref={events}
          id={id}
          label={label}
          text={text}
          dialect={kind.tags ?? 'resend'}
          disabled={disabled}
          area={area}
          onInsert={onChange}
        />
      </Suspense>
    </div>
  );
}
