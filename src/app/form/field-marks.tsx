import { useCallback } from 'react';
import { useController } from 'react-hook-form';
import { type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import type { Field } from '#catalogue/field.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import type { Change } from '#domain/diff.ts';
import { afterPress } from '../ui/after-press.ts';
import { Notice } from '../ui/notice.tsx';
import { useEditor } from './editor-context.tsx';
import { type Remark, useEditorState } from './editor-store.ts';
import css from './field-row.module.css';

const NONE: readonly Remark[] = [];

export const rowId = (name: FieldKey) => `field-${name}`;

export interface EditedField<K extends FieldKey> {
  readonly id: string;
  readonly name: K;
  readonly entry: Field;
  readonly value: Values[K];
  readonly onChange: (value: unknown) => void;
  readonly onBlur: () => void;
  readonly change: Change | undefined;
  /** What is to be said about it now: errors once it was left, warnings at once. */
  readonly remarks: readonly Remark[];
  readonly invalid: boolean;
  /** The ids of its help and its remarks. */
  readonly describedBy: string | undefined;
}

/** One field of the form with everything the page says about it; its component draws again for this field alone. */
export function useField<K extends FieldKey>(name: K): EditedField<K> {
  const { form, store } = useEditor();
  const controlled: FieldKey = name;
  const { field, fieldState } = useController({ control: form.control, name: controlled });
  const change = useEditorState(store, (state) => state.changes.get(name));
  const all = useEditorState(store, (state) => state.remarks.get(name) ?? NONE);
  const attempted = useEditorState(store, (state) => state.attempted);
  const { onBlur } = field;
  // The form holds exactly what the catalogue says for this key.
  const value = field.value as Values[K];
  const leave = useCallback(() => afterPress(onBlur), [onBlur]);
  const id = rowId(name);
  const entry = fieldOf(name);
  const remarks = all.filter(
    ({ severity, from }) => severity === 'warning' || from === 'server' || attempted || fieldState.isTouched,
  );
  return {
    id,
    name,
    entry,
    value,
    onChange: field.onChange,
    onBlur: leave,
    change,
    remarks,
    invalid: remarks.some(({ severity }) => severity === 'error'),
    describedBy:
      [entry.help && `${id}-help`, remarks.length > 0 && `${id}-remarks`].filter(Boolean).join(' ') || undefined,
  };
}

/** What a changed field was, and the way back. `named`: it shares its row with another, so that its name stands there too. */
export function Was({
  field: { id, name, change, entry },
  print,
  named = false,
}: {
  field: EditedField<FieldKey>;
  print: Print;
  named?: boolean;
}) {
  const { form, store } = useEditor();
  const { kind, label } = entry;
  if (!change) return null;
  const putBack = () => {
    form.setValue(name, store.get().base.values[name], { shouldTouch: true });
    document.getElementById(id)?.focus();
  };
  return (
    <p className={css.was}>
      {named && `${label} `}was <s>{formatValue(kind, change.from, print)}</s>
      {!change.implied && (
        <button type="button" className={css.putBack} onClick={putBack}>
          Put back<span className="visually-hidden">: {label}</span>
        </button>
      )}
    </p>
  );
}

export function Remarks({ field: { id, remarks } }: { field: EditedField<FieldKey> }) {
  if (remarks.length === 0) return null;
  return (
    <ul id={`${id}-remarks`} className={css.remarks}>
      {remarks.map(({ severity, message }) => (
        <li key={message}>
          <Notice tone={severity === 'error' ? 'error' : 'warn'}>{message}</Notice>
        </li>
      ))}
    </ul>
  );
}
