import { type ComponentType, memo, Suspense } from 'react';
import { type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import type { Print } from '#catalogue/format.ts';
import { emptyValue, isUnresolved } from '#catalogue/model/kinds.ts';
import { rowId, useFieldValue } from '../controls/field-status.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { lazyPart } from '../../ui/lazy-part.tsx';
import { controls } from './control-registry.ts';
import { ownControls } from './own-controls.ts';

// Few series have an unresolved value.
const UnresolvedField = lazyPart(
  () => import('./unresolved-value.tsx'),
  (module) => module.UnresolvedField,
);

interface Props {
  readonly name: FieldKey;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly disabled: boolean;
  readonly print: Print;
}

type AnyControl = ComponentType<
  Props & {
    readonly id: string;
    readonly label: string;
    readonly kind: unknown;
    readonly required: boolean;
    readonly value: Values[FieldKey];
    readonly onChange: (value: unknown) => void;
    readonly onBlur: () => void;
    readonly clusterZone: string;
  }
>;

/** Renders the field's own control, or else the control of its kind, with the value of the form. */
export const ControlFor = memo(function ControlFor(props: Props) {
  const { name } = props;
  const { settings } = useEditor();
  const { value, onChange, onBlur } = useFieldValue(name);
  const { kind, label, required } = fieldOf(name);
  const id = rowId(name);
  if (isUnresolved(value) && value.unresolved !== 'draft')
    return (
      <Suspense fallback={<div style={{ minHeight: '5rem' }} />}>
        <UnresolvedField
          id={id}
          name={name}
          unresolved={value}
          onReplace={(next) => onChange(next ?? emptyValue(kind))}
        />
      </Suspense>
    );
  // The record maps each kind to its control; TypeScript cannot follow that mapping through a union.
  const Control = (ownControls[name] ?? controls[kind.type]) as AnyControl;
  return (
    <Control
      {...props}
      id={id}
      label={label}
      kind={kind}
      required={required ?? false}
      value={value}
      onChange={onChange}
      onBlur={onBlur}
      clusterZone={settings.clusterTimeZone}
    />
  );
});
