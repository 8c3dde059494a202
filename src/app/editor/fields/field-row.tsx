import { memo, Suspense } from 'react';
import type { FieldKey } from '#catalogue/catalogue.ts';
import type { Print } from '#catalogue/format.ts';
import { emptyValue, isUnresolved } from '#catalogue/model/kinds.ts';
import { useEditor } from '../state/editor-context.tsx';
import { useEditorState } from '../state/editor-store.ts';
import { FieldMessages, useField, PreviousValue } from '../controls/field-status.tsx';
import { ControlFor } from './control-for.tsx';
import { hints } from './hints.tsx';
import { LockedMark, UnlockField } from './unlock-field.tsx';
import { lazyPart } from '../../ui/lazy-part.tsx';
import { Row } from '../../ui/row.tsx';

// Few series have an unresolved value.
const UnresolvedField = lazyPart(
  () => import('./unresolved-value.tsx'),
  (module) => module.UnresolvedField,
);

/** Kinds whose control is one input, named by a native label. */
const NATIVE: ReadonlySet<string> = new Set(['text', 'number']);

/** One field: label, help, control, previous value, hint and issues. */
export const FieldRow = memo(function FieldRow({ name, print }: { name: FieldKey; print: Print }) {
  const { store, settings } = useEditor();
  const field = useField(name);
  const { id, value, entry } = field;
  const unlocked = useEditorState(store, (state) => state.unlocked.has(name));
  const locked = entry.access === 'locked' && !unlocked;
  const Hint = hints[name];

  return (
    <Row
      id={id}
      label={entry.label}
      native={NATIVE.has(entry.kind.type)}
      {...(entry.help ? { help: entry.help } : {})}
      mark={locked && <LockedMark />}
      changed={field.change !== undefined}
      invalid={field.invalid}
      field={{ key: name, apiName: entry.path.join('.') }}
    >
      {isUnresolved(value) && value.unresolved !== 'draft' ? (
        <Suspense fallback={<div style={{ minHeight: '5rem' }} />}>
          <UnresolvedField
            id={id}
            name={name}
            unresolved={value}
            onReplace={(next) => field.onChange(next ?? emptyValue(entry.kind))}
          />
        </Suspense>
      ) : (
        <ControlFor
          id={id}
          name={name}
          value={value}
          onChange={field.onChange}
          onBlur={field.onBlur}
          describedBy={field.describedBy}
          invalid={field.invalid}
          disabled={locked}
          print={print}
          clusterZone={settings.clusterTimeZone}
        />
      )}
      {locked && <UnlockField name={name} />}
      <PreviousValue field={field} print={print} />
      {Hint && <Hint />}
      <FieldMessages field={field} />
    </Row>
  );
});
