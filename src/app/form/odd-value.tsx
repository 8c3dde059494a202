import { Button } from '@mantine/core';
import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { readValue } from '#catalogue/codecs.ts';
import { emptyValue, type Odd } from '#catalogue/kinds.ts';
import { wireOf } from '#catalogue/place.ts';
import { formatDay } from '#catalogue/format.ts';
import { dayOf } from '#catalogue/zone.ts';
import { useEditor, useLastSent } from './editor-context.tsx';
import css from './field-row.module.css';

/** A field without a value: what is stored could not be read, or the API does not return it. Nothing is lost until somebody decides. */
export function OddValue({
  id,
  name,
  odd,
  onReplace,
}: {
  id: string;
  name: FieldKey;
  odd: Exclude<Odd, { odd: 'typed' }>;
  onReplace: (value?: unknown) => void;
}) {
  const { settings } = useEditor();
  const lastSent = useLastSent();
  const { kind, label } = fieldOf(name);
  if (odd.odd === 'unreadable')
    return (
      <div className={css.odd} id={id} tabIndex={-1}>
        <p>
          <span>{'Could not be read. Stored: '}</span>
          <code translate="no">{JSON.stringify(odd.raw)}</code>
        </p>
        <p className={css.help}>It goes back exactly like this until you replace it.</p>
        <Button variant="default" size="xs" onClick={() => onReplace()}>
          <span>Replace it</span>
          <span className="visually-hidden">{`: ${label}`}</span>
        </Button>
      </div>
    );

  const sent = lastSent ? readValue(kind, wireOf(lastSent.body, name), settings.clusterTimeZone) : null;
  return (
    <div className={css.odd} id={id} tabIndex={-1}>
      <p>The API does not return this field, so what is stored is not known.</p>
      <p className={css.help}>A save replaces the whole series. Before saving you will be asked what to send.</p>
      <div className={css.choices}>
        <Button variant="default" size="xs" onClick={() => onReplace(emptyValue(kind))}>
          <span>Enter anew</span>
          <span className="visually-hidden">{`: ${label}`}</span>
        </Button>
        {lastSent && sent && 'value' in sent && (
          <Button
            variant="default"
            size="xs"
            onClick={() => onReplace(sent.value)}
          >{`Use what was sent from here on ${formatDay(dayOf(Date.parse(lastSent.at), settings.timeZone))}`}</Button>
        )}
      </div>
    </div>
  );
}
