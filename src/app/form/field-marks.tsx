import { useCallback } from 'react';
import { useController } from 'react-hook-form';
import { type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import type { Field } from '#catalogue/field.ts';
import type { Print } from '#catalogue/format.ts';
import { backWith, textBefore } from '#domain/before.ts';
import type { Change } from '#domain/diff.ts';
import { afterPress } from '../ui/after-press.ts';
import { Notice } from '../ui/notice.tsx';
import { useBase, useEditor } from './editor-context.tsx';
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

interface WasProps {
  readonly field: EditedField<FieldKey>;
  readonly print: Print;
  /** It shares its row with another, so that its name stands there too. */
  readonly named?: boolean;
}

/** What a changed field was, and the way back. */
export function Was({ field: { id, name, change, entry }, print, named = false }: WasProps) {
  const { store } = useEditor();
  const base = useBase();
  if (!change) return null;
  return (
    <p className={css.was}>
      <span>{`${named ? `${entry.label} ` : ''}was `}</span>
      <s>{textBefore(base, name, print)}</s>
      {!change.implied && (
        <PutBack id={id} label={entry.label} names={() => backWith(name, new Set(store.get().changes.keys()))} />
      )}
    </p>
  );
}

/** The same for fields that are one choice: the option that was chosen, and one way back for all of them. */
export function ChoiceWas({ fields, was }: { fields: readonly EditedField<FieldKey>[]; was: string }) {
  const [first] = fields;
  if (!first || fields.every(({ change }) => !change)) return null;
  return (
    <p className={css.was}>
      <span>{'was '}</span>
      <s>{was}</s>
      <PutBack id={first.id} label={first.entry.label} names={() => fields.map(({ name }) => name)} />
    </p>
  );
}

function PutBack({ id, label, names }: { id: string; label: string; names: () => readonly FieldKey[] }) {
  const { form, store } = useEditor();
  const putBack = () => {
    const { values } = store.get().base;
    for (const name of names()) form.setValue(name, values[name], { shouldTouch: true });
    document.getElementById(id)?.focus();
  };
  return (
    <button type="button" className={css.putBack} onClick={putBack}>
      <span>Put back</span>
      <span className="visually-hidden">{`: ${label}`}</span>
    </button>
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
