import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { Row } from '../../ui/row.tsx';
import { rowId } from '../field-marks.tsx';

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
