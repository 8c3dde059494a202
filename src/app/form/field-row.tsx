import { memo, useCallback } from 'react';
import { useController } from 'react-hook-form';
import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import { fieldOf } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import { emptyValue, isOdd } from '#catalogue/kinds.ts';
import { useEditor } from './editor-context.tsx';
import { type Remark, useEditorState } from './editor-store.ts';
import { OddValue } from './odd-value.tsx';
import { ControlFor } from './control-for.tsx';
import { hints } from './hints.tsx';
import { UnlockField } from './unlock-field.tsx';
import css from './field-row.module.css';
import { afterPress } from '../ui/after-press.ts';
import { Notice } from '../ui/notice.tsx';
import { Row } from '../ui/row.tsx';

const NONE: readonly Remark[] = [];
/** Kinds whose control is one input, named by a native label. */
const NATIVE: ReadonlySet<string> = new Set(['text', 'number']);

export const rowId = (name: FieldKey) => `field-${name}`;

/** One field of the series: label and help, its control, what it was, and everything there is to say about it. */
export const FieldRow = memo(function FieldRow({ name, print }: { name: FieldKey; print: Print }) {
  const { form, store, settings } = useEditor();
  const entry = fieldOf(name);
  const { field, fieldState } = useController({ control: form.control, name });
  const change = useEditorState(store, (state) => state.changes.get(name));
  const remarks = useEditorState(store, (state) => state.remarks.get(name) ?? NONE);
  const attempted = useEditorState(store, (state) => state.attempted);
  const unlocked = useEditorState(store, (state) => state.unlocked.has(name));
  const Hint = hints[name];

  const id = rowId(name);
  const shown = remarks.filter(
    ({ severity, from }) => severity === 'warning' || from === 'server' || attempted || fieldState.isTouched,
  );
  const invalid = shown.some(({ severity }) => severity === 'error');
  const described = [entry.help && `${id}-help`, shown.length > 0 && `${id}-remarks`].filter(Boolean).join(' ');
  const locked = entry.access === 'locked' && !unlocked;
  // The form holds exactly what the catalogue says for this key.
  const value = field.value as Values[FieldKey];
  const { onBlur } = field;
  const leave = useCallback(() => afterPress(onBlur), [onBlur]);
  const putBack = () => {
    form.setValue(name, store.get().base.values[name], { shouldTouch: true });
    document.getElementById(id)?.focus();
  };

  return (
    <Row
      id={id}
      label={entry.label}
      native={NATIVE.has(entry.kind.type)}
      {...(entry.help ? { help: entry.help } : {})}
      changed={change !== undefined}
      invalid={invalid}
      field={{ key: name, apiName: entry.path.join('.') }}
    >
      {isOdd(value) && value.odd !== 'typed' ? (
        <OddValue
          id={id}
          name={name}
          odd={value}
          onReplace={(next) => field.onChange(next ?? emptyValue(entry.kind))}
        />
      ) : (
        <ControlFor
          id={id}
          name={name}
          value={value}
          onChange={field.onChange}
          onBlur={leave}
          describedBy={described || undefined}
          invalid={invalid}
          disabled={locked}
          print={print}
          clusterZone={settings.clusterTimeZone}
        />
      )}
      {locked && <UnlockField name={name} />}
      {change && (
        <p className={css.was}>
          was <s>{formatValue(entry.kind, change.from, print)}</s>
          <button type="button" className={css.putBack} onClick={putBack}>
            Put back<span className="visually-hidden">: {entry.label}</span>
          </button>
        </p>
      )}
      {Hint && <Hint />}
      {shown.length > 0 && (
        <ul id={`${id}-remarks`} className={css.remarks}>
          {shown.map(({ severity, message }) => (
            <li key={message}>
              <Notice tone={severity === 'error' ? 'error' : 'warn'}>{message}</Notice>
            </li>
          ))}
        </ul>
      )}
    </Row>
  );
});
