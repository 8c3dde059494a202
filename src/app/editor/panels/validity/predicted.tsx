import { dequal } from 'dequal/lite';
import { useWatch } from 'react-hook-form';
import { type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { writeValue } from '#catalogue/codecs.ts';
import { withWire } from '#catalogue/wire-path.ts';
import { silentChange } from '#domain/change/predict.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useBase, useEditor } from '../../state/editor-context.tsx';

/** Says so where the API will store something else than the field's value. */
export function Predicted({ name }: { name: FieldKey }) {
  const { form, settings } = useEditor();
  const base = useBase();
  const value = useWatch({ control: form.control, name });
  const zone = settings.clusterTimeZone;
  // An untouched value goes back as it came. The form holds what the catalogue says for the key.
  const written = dequal(value, base.values[name])
    ? null
    : writeValue(fieldOf(name).kind, value as Values[FieldKey] as never, zone);
  if (written && 'problem' in written) return null;
  const message = silentChange(name, written ? withWire(base.wire, name, written.wire) : base.wire, zone);
  return (
    message && (
      <div>
        <Notice tone="warn">{message}</Notice>
      </div>
    )
  );
}
