import { memo } from 'react';
import type { FieldKey } from '#catalogue/catalogue.ts';
import type { Print } from '#catalogue/format.ts';
import { useEditor } from '../state/editor-context.tsx';
import { useEditorState } from '../state/editor-store.ts';
import { FieldMessages, useFieldStatus, PreviousValue } from '../controls/field-status.tsx';
import { ControlFor } from './control-for.tsx';
import { hints } from './hints.tsx';
import { LockedMark, UnlockField } from './unlock-field.tsx';
import { Row } from '../../ui/row.tsx';

/** Kinds whose control is one input, named by a native label. */
const NATIVE: ReadonlySet<string> = new Set(['text', 'number']);

/** One field: label, help, control, previous value, hint and issues. A key press renders only the control. */
export const FieldRow = memo(function FieldRow({ name, print }: { name: FieldKey; print: Print }) {
  const { store } = useEditor();
  const field = useFieldStatus(name);
  const { id, entry } = field;
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
      changed={field.changed}
      invalid={field.invalid}
      field={{ key: name, apiName: entry.path.join('.') }}
    >
      <ControlFor name={name} describedBy={field.describedBy} invalid={field.invalid} disabled={locked} print={print} />
      {locked && <UnlockField name={name} />}
      <PreviousValue field={field} print={print} />
      {Hint && <Hint />}
      <FieldMessages field={field} />
    </Row>
  );
});
