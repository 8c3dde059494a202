import type { ReactNode } from 'react';
import type { FieldKey } from '#catalogue/catalogue.ts';
import type { Print } from '#catalogue/format.ts';
import type { Kind, KindType, Unresolved, ValueByType } from '#catalogue/model/kinds.ts';
import type { Gates } from '#catalogue/model/gates.ts';

/**
 * Text that is not a valid value yet, for example half-typed. The form stores and shows it, so that no input is lost.
 */
export type TypedText = Extract<Unresolved, { unresolved: 'draft' }>;

export type KindOf<T extends KindType> = Extract<Kind, { type: T }>;

export interface ControlProps<T extends KindType> {
  /** The element to focus has this id; the element that names the control has `${id}-label`. */
  readonly id: string;
  readonly label: string;
  readonly kind: KindOf<T>;
  readonly value: ValueByType[T] | TypedText;
  readonly onChange: (value: ValueByType[T] | TypedText) => void;
  /** The focus has left the control as a whole. */
  readonly onBlur: () => void;
  /** Ids of the help text and the issues. */
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly disabled: boolean;
  readonly required: boolean;
  readonly print: Print;
  /** IANA zone in which the API truncates and stores dates. */
  readonly clusterZone: string;
}

export const typed = (text: string): TypedText => ({ unresolved: 'draft', text });

export const labelIdOf = (id: string) => `${id}-label`;

export interface PanelProps {
  readonly gates: Gates;
  readonly print: Print;
  /** Renders the standard row of a field. */
  readonly row: (key: FieldKey) => ReactNode;
}
