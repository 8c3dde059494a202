import { useCallback } from 'react';
import { useController } from 'react-hook-form';
import { type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import type { Field } from '#catalogue/model/field.ts';
import type { Print } from '#catalogue/format.ts';
import { fieldsRevertedWith, formatPreviousValue } from '#domain/change/previous-value.ts';
import type { Change } from '#domain/change/diff.ts';
import { afterPress } from '../../ui/after-press.ts';
import { Notice } from '../../ui/notice.tsx';
import { useBase, useEditor } from '../state/editor-context.tsx';
import { type FieldIssue, useEditorState } from '../state/editor-store.ts';
import css from './field-row.module.css';

const NONE: readonly FieldIssue[] = [];

export const rowId = (name: FieldKey) => `field-${name}`;

export interface EditedField<K extends FieldKey> {
  readonly id: string;
  readonly name: K;
  readonly entry: Field;
  readonly value: Values[K];
  readonly onChange: (value: unknown) => void;
  readonly onBlur: () => void;
  readonly change: Change | undefined;
  /** The issues to show now: warnings at once, errors after the field was left. */
  readonly issues: readonly FieldIssue[];
  readonly invalid: boolean;
  /** Ids of the help text and the issues. */
  readonly describedBy: string | undefined;
}

/** One form field with its change and issues. The component renders again only when this field changes. */
export function useField<K extends FieldKey>(name: K): EditedField<K> {
  const { form, store } = useEditor();
  const controlled: FieldKey = name;
  const { field, fieldState } = useController({ control: form.control, name: controlled });
  const change = useEditorState(store, (state) => state.changes.get(name));
  const allIssues = useEditorState(store, (state) => state.issues.get(name) ?? NONE);
  const attempted = useEditorState(store, (state) => state.attempted);
  const { onBlur } = field;
  // The form value has the catalogue's type for this key.
  const value = field.value as Values[K];
  const onLeave = useCallback(() => afterPress(onBlur), [onBlur]);
  const id = rowId(name);
  const entry = fieldOf(name);
  const issues = allIssues.filter(
    ({ severity, from }) => severity === 'warning' || from === 'server' || attempted || fieldState.isTouched,
  );
  return {
    id,
    name,
    entry,
    value,
    onChange: field.onChange,
    onBlur: onLeave,
    change,
    issues,
    invalid: issues.some(({ severity }) => severity === 'error'),
    describedBy:
      [entry.help && `${id}-help`, issues.length > 0 && `${id}-remarks`].filter(Boolean).join(' ') || undefined,
  };
}

interface PreviousValueProps {
  readonly field: EditedField<FieldKey>;
  readonly print: Print;
  /** Show the field's label, because the row has two fields. */
  readonly named?: boolean;
}

/** The previous value of a changed field, and a button to restore it. */
export function PreviousValue({ field: { id, name, change, entry }, print, named = false }: PreviousValueProps) {
  const { store } = useEditor();
  const base = useBase();
  if (!change) return null;
  return (
    <p className={`secondary ${css.previous}`}>
      <span>{`${named ? `${entry.label} ` : ''}was `}</span>
      <s>{formatPreviousValue(base, name, print)}</s>
      {!change.implied && (
        <PutBack
          id={id}
          label={entry.label}
          names={() => fieldsRevertedWith(name, new Set(store.get().changes.keys()))}
        />
      )}
    </p>
  );
}

/** The same for fields that form one choice: the previous option, and one button that restores all fields. */
export function PreviousChoice({ fields, previous }: { fields: readonly EditedField<FieldKey>[]; previous: string }) {
  const [first] = fields;
  if (!first || fields.every(({ change }) => !change)) return null;
  return (
    <p className={`secondary ${css.previous}`}>
      <span>{'was '}</span>
      <s>{previous}</s>
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
    <button type="button" className="link" onClick={putBack}>
      <span>Put back</span>
      <span className="visually-hidden">{`: ${label}`}</span>
    </button>
  );
}

export function FieldMessages({ field: { id, issues } }: { field: EditedField<FieldKey> }) {
  if (issues.length === 0) return null;
  return (
    <ul id={`${id}-remarks`} className="stack">
      {issues.map(({ severity, message }) => (
        <li key={message}>
          <Notice tone={severity === 'error' ? 'error' : 'warn'}>{message}</Notice>
        </li>
      ))}
    </ul>
  );
}
