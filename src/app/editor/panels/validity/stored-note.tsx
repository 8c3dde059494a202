import { dequal } from 'dequal/lite';
import { useWatch } from 'react-hook-form';
import { type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { writeValue } from '#catalogue/codecs.ts';
import { withWire } from '#catalogue/wire-path.ts';
import { silentChange } from '#domain/change/predict.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useBase, useEditor } from '../../state/editor-context.tsx';
import css from '../../controls/field-row.module.css';

/** Warns if the API will store another value than the field has. The embedded source stores values unchanged. */
export function StoredNote({ name }: { name: FieldKey }) {
  const { settings } = useEditor();
  return settings.source === 'upstream' ? <Predicted name={name} /> : null;
}

function Predicted({ name }: { name: FieldKey }) {
  const { form, settings } = useEditor();
  const base = useBase();
  const value = useWatch({ control: form.control, name });
  const zone = settings.clusterTimeZone;
  // An unchanged value is sent as it was read. The form value has the catalogue's type for this key.
  const written = dequal(value, base.values[name])
    ? null
    : writeValue(fieldOf(name).kind, value as Values[FieldKey] as never, zone);
  if (written && 'problem' in written) return null;
  const message = silentChange(name, written ? withWire(base.wire, name, written.wire) : base.wire, zone);
  return (
    message && (
      <div className={css.messages}>
        <Notice tone="warn">{message}</Notice>
      </div>
    )
  );
}
