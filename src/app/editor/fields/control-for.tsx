import { type ComponentType, memo } from 'react';
import { type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import type { Print } from '#catalogue/format.ts';
import { controls } from './control-registry.ts';
import { ownControls } from './own-controls.ts';

interface Props {
  readonly id: string;
  readonly name: FieldKey;
  readonly value: Values[FieldKey];
  readonly onChange: (value: unknown) => void;
  readonly onBlur: () => void;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly disabled: boolean;
  readonly print: Print;
  readonly clusterZone: string;
}

/** Renders the field's own control, or else the control of its kind. */
export const ControlFor = memo(function ControlFor({ name, ...props }: Props) {
  const { kind, label, required } = fieldOf(name);
  // The record maps each kind to its control; TypeScript cannot follow that mapping through a union.
  const Control = (ownControls[name] ?? controls[kind.type]) as ComponentType<
    Props & { label: string; kind: unknown; required: boolean }
  >;
  return <Control {...props} name={name} label={label} kind={kind} required={required ?? false} />;
});
