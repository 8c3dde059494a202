import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { Row } from '../../../ui/row.tsx';
import { isVisible } from '#domain/series/visibility.ts';
import { rowId } from '../../controls/field-status.tsx';
import type { PanelProps } from '../../controls/control-types.ts';

/** Stands where a choice is on its way, as high as its cards, so that nothing below jumps. */
export function ChoicePlaceholder({ name, cards }: { name: FieldKey; cards: number }) {
  const { label, help } = fieldOf(name);
  const id = rowId(name);
  return (
    <Row id={id} label={label} native={false} {...(help ? { help } : {})}>
      <div id={id} tabIndex={-1} style={{ minHeight: `${cards * 54}px` }} />
    </Row>
  );
}

/** The fields of a choice as rows of their own. */
export function plainRows(keys: readonly FieldKey[]) {
  return function PlainRows({ gates, row }: PanelProps) {
    return <>{keys.filter((key) => isVisible(key, gates)).map(row)}</>;
  };
}
