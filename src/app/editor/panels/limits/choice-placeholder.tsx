import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { Row } from '../../../ui/row.tsx';
import { isVisible } from '#domain/series/visibility.ts';
import { rowId } from '../../controls/field-status.tsx';
import type { PanelProps } from '../../controls/control-types.ts';

/** Placeholder with the height of the cards while a choice loads, so that nothing below moves. */
export function ChoicePlaceholder({ name, cards }: { name: FieldKey; cards: number }) {
  const { label, help } = fieldOf(name);
  const id = rowId(name);
  return (
    <Row id={id} label={label} native={false} {...(help ? { help } : {})}>
      <div id={id} tabIndex={-1} style={{ minHeight: `${cards * 54}px` }} />
    </Row>
  );
}

/** Fallback of a choice that failed to load: one standard row per field. */
export function plainRows(keys: readonly FieldKey[]) {
  return function PlainRows({ gates, row }: PanelProps) {
    return <>{keys.filter((key) => isVisible(key, gates)).map(row)}</>;
  };
}
