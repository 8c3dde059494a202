import { memo, Suspense } from 'react';
import type { FieldKey } from '#catalogue/catalogue.ts';
import type { Print } from '#catalogue/format.ts';
import { emptyValue, isOdd } from '#catalogue/kinds.ts';
import { useEditor } from './editor-context.tsx';
import { useEditorState } from './editor-store.ts';
import { Remarks, useField, Was } from './field-marks.tsx';
import { ControlFor } from './control-for.tsx';
import { hints } from './hints.tsx';
import { LockedMark, UnlockField } from './unlock-field.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { Row } from '../ui/row.tsx';
import css from './field-row.module.css';

// Few series have one.
const OddValue = lazyPart(
  () => import('./odd-value.tsx'),
  (module) => module.OddValue,
);

/** Kinds whose control is one input, named by a native label. */
const NATIVE: ReadonlySet<string> = new Set(['text', 'number']);

/** One field of the series: label and help, its control, what it was, and everything there is to say about it. */
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
      {isOdd(value) && value.odd !== 'typed' ? (
        <Suspense fallback={<div className={css.oddToCome} />}>
          <OddValue
            id={id}
            name={name}
            odd={value}
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
      <Was field={field} print={print} />
      {Hint && <Hint />}
      <Remarks field={field} />
    </Row>
  );
});
