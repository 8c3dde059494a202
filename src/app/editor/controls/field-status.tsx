import { Suspense, useCallback } from 'react';
import { useFormState, useWatch } from 'react-hook-form';
import { type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import type { Field } from '#catalogue/model/field.ts';
import type { Print } from '#catalogue/format.ts';
import { afterPress } from '../../ui/after-press.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';
import { IssueCode } from '../../series/issue-code.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { type FieldIssue, useEditorState } from '../state/editor-store.ts';

const loadPrevious = () => import('../changes/previous-row.tsx');
const PreviousRow = lazyPart(loadPrevious, (module) => module.PreviousRow);
const PreviousChoiceRow = lazyPart(loadPrevious, (module) => module.PreviousChoiceRow);

/** Loads what the first change shows. */
export const prefetchPrevious = () => {
  PreviousRow.prefetch();
  PreviousChoiceRow.prefetch();
};

const NONE: readonly FieldIssue[] = [];

export const rowId = (name: FieldKey) => `field-${name}`;

interface FieldValue<K extends FieldKey> {
  readonly value: Values[K];
  readonly onChange: (value: unknown) => void;
  readonly onBlur: () => void;
}

export interface FieldStatus<K extends FieldKey> {
  readonly id: string;
  readonly name: K;
  readonly entry: Field;
  readonly changed: boolean;
  /** The change follows from an edit of a gate. */
  readonly implied: boolean;
  /** The issues to show now: warnings at once, errors and corrections of a changed text after the field was left. */
  readonly issues: readonly FieldIssue[];
  readonly invalid: boolean;
  /** Ids of the help text and the issues. */
  readonly describedBy: string | undefined;
}

export interface EditedField<K extends FieldKey> extends FieldStatus<K>, FieldValue<K> {}

/** The form value of a field. The component renders again when the value changes: on each key press. */
export function useFieldValue<K extends FieldKey>(name: K): FieldValue<K> {
  const { form, pipeline } = useEditor();
  // The types of react-hook-form do not resolve for a type parameter.
  const key: FieldKey = name;
  // The form value has the catalogue's type for this key.
  const value = useWatch({ control: form.control, name: key, exact: true }) as Values[K];
  const onChange = useCallback((next: unknown) => form.setValue(key, next), [form, key]);
  const onBlur = useCallback(
    () =>
      afterPress(() => {
        form.setValue(key, form.getValues(key), { shouldTouch: true });
        pipeline.flush();
      }),
    [form, pipeline, key],
  );
  return { value, onChange, onBlur };
}

/** Change and issues of a field. The component renders again only when one of these changes. */
export function useFieldStatus<K extends FieldKey>(name: K): FieldStatus<K> {
  const { form, store } = useEditor();
  const { touchedFields } = useFormState({ control: form.control, name, exact: true });
  const touched = touchedFields[name] === true;
  const implied = useEditorState(store, (state) => state.changes.get(name)?.implied);
  const allIssues = useEditorState(store, (state) => state.issues.get(name) ?? NONE);
  const attempted = useEditorState(store, (state) => state.attempted);
  const id = rowId(name);
  const entry = fieldOf(name);
  const changed = implied !== undefined;
  const issues = allIssues.filter(
    ({ severity, from, fix }) =>
      // A space between two words is the last character for a moment.
      (severity === 'warning' && !(fix && changed)) || from === 'server' || attempted || touched,
  );
  return {
    id,
    name,
    entry,
    changed,
    implied: implied === true,
    issues,
    invalid: issues.some(({ severity }) => severity === 'error'),
    describedBy:
      [entry.help && `${id}-help`, issues.length > 0 && `${id}-remarks`].filter(Boolean).join(' ') || undefined,
  };
}

export function useField<K extends FieldKey>(name: K): EditedField<K> {
  return { ...useFieldStatus(name), ...useFieldValue(name) };
}

interface PreviousValueProps {
  readonly field: FieldStatus<FieldKey>;
  readonly print: Print;
  /** Show the field's label, because the row has two fields. */
  readonly named?: boolean;
}

/** The previous value of a changed field, and a button to restore it. */
export function PreviousValue({ field, ...props }: PreviousValueProps) {
  return (
    field.changed && (
      <Suspense>
        <PreviousRow {...props} name={field.name} />
      </Suspense>
    )
  );
}

/** The same for fields that form one choice: the previous option, and one button that restores all fields. */
export function PreviousChoice({ fields, previous }: { fields: readonly FieldStatus<FieldKey>[]; previous: string }) {
  return (
    fields.some(({ changed }) => changed) && (
      <Suspense>
        <PreviousChoiceRow names={fields.map(({ name }) => name)} previous={previous} />
      </Suspense>
    )
  );
}

export function FieldMessages({ field: { id, name, issues } }: { field: FieldStatus<FieldKey> }) {
  const { form } = useEditor();
  if (issues.length === 0) return null;
  const apply = (value: string) => {
    form.setValue(name, value, { shouldTouch: true });
    // The button disappears with the issue.
    document.getElementById(id)?.focus();
  };
  return (
    <ul id={`${id}-remarks`} className="stack">
      {issues.map(({ severity, message, code, fix }) => (
        <li key={message}>
          <Notice tone={severity === 'error' ? 'error' : 'warn'}>
            <span>{fix ? `${message} ` : message}</span>
            <IssueCode code={code} />
            {fix && (
              <button type="button" className="link" onClick={() => apply(fix.value)}>
                {fix.label}
              </button>
            )}
          </Notice>
        </li>
      ))}
    </ul>
  );
}
