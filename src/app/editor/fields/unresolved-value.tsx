import { Button } from '@mantine/core';
import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { readValue } from '#catalogue/codecs.ts';
import { emptyValue, type Unresolved } from '#catalogue/model/kinds.ts';
import { wireOf } from '#catalogue/wire-path.ts';
import { formatDay } from '#values/date-format.ts';
import { dayOf } from '#values/zone.ts';
import { useEditor, useLastSent } from '../state/editor-context.tsx';
import css from '../controls/field-row.module.css';

/**
 * A field whose stored value is unreadable or not returned by the API. The stored value is safe until the user replaces
 * it.
 */
export function UnresolvedField({
  id,
  name,
  unresolved,
  onReplace,
}: {
  id: string;
  name: FieldKey;
  unresolved: Exclude<Unresolved, { unresolved: 'draft' }>;
  onReplace: (value?: unknown) => void;
}) {
  const { settings } = useEditor();
  const lastSent = useLastSent();
  const { kind, label } = fieldOf(name);
  if (unresolved.unresolved === 'unreadable')
    return (
      <div className={`stack ${css.unresolved}`} id={id} tabIndex={-1}>
        <p>
          <span>{'Could not be read. Stored: '}</span>
          <code translate="no">{JSON.stringify(unresolved.raw)}</code>
        </p>
        <p className="secondary">A save sends it unchanged until you replace it.</p>
        <Button variant="default" size="xs" onClick={() => onReplace()}>
          <span>Replace it</span>
          <span className="visually-hidden">{`: ${label}`}</span>
        </Button>
      </div>
    );

  const sent = lastSent ? readValue(kind, wireOf(lastSent.body, name), settings.clusterTimeZone) : null;
  return (
    <div className={`stack ${css.unresolved}`} id={id} tabIndex={-1}>
      <p>The API does not return this field, so its stored value is unknown.</p>
      <p className="secondary">A save replaces the whole series. The review asks you what to send.</p>
      <div className="cluster">
        <Button variant="default" size="xs" onClick={() => onReplace(emptyValue(kind))}>
          <span>Enter a value</span>
          <span className="visually-hidden">{`: ${label}`}</span>
        </Button>
        {lastSent && sent && 'value' in sent && (
          <Button
            variant="default"
            size="xs"
            onClick={() => onReplace(sent.value)}
          >{`Use what Coupon Desk sent on ${formatDay(dayOf(Date.parse(lastSent.at), settings.timeZone))}`}</Button>
        )}
      </div>
    </div>
  );
}
