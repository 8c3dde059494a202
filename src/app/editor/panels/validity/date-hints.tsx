import { useWatch } from 'react-hook-form';
import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import { startOfDay } from '#values/zone.ts';
import { isBorrowed, seriesEnd } from '#domain/lifetime/expiry.ts';
import { laterEndText } from '#domain/lifetime/outstanding.ts';
import { useNow } from '../../../ui/use-now.ts';
import { useBase, useEditor } from '../../state/editor-context.tsx';
import css from '../../controls/field-row.module.css';
import { Moment } from './moment.tsx';
import { StoredNote } from './stored-note.tsx';

export function LastSecond() {
  const { form, settings } = useEditor();
  const base = useBase();
  const { clusterTimeZone: zone } = settings;
  const now = useNow();
  const validTillDate = useWatch({ control: form.control, name: 'validTillDate' });
  // The form holds the catalogue's values; react-hook-form knows them as unknown.
  const values = { ...base.values, validTillDate } as Values;
  const untouched = validTillDate === base.values.validTillDate;
  const follows = untouched && (isBorrowed(base.values, zone) || validTillDate === null);
  const end = typeof validTillDate === 'object' && validTillDate !== null ? null : seriesEnd(values, zone);
  const longer = end && laterEndText(base.values, values, now, zone);
  return (
    <>
      {end && follows && <p className={css.help}>Follows its owner.</p>}
      {end && <Moment title="Last second it works" instant={end.instant} />}
      {longer && <p className={css.help}>{longer}</p>}
      <StoredNote name="validTillDate" />
    </>
  );
}

export function FirstSecond() {
  const { form, settings } = useEditor();
  const day = useWatch({ control: form.control, name: 'redemptionValidFrom' });
  return (
    <>
      {typeof day === 'string' && (
        <Moment title="First second it works" instant={startOfDay(day, settings.clusterTimeZone)} />
      )}
      <StoredNote name="redemptionValidFrom" />
    </>
  );
}

export const RegisteredFrom = () => (
  <Registration name="validUserRegistrationStartTime" title="First second of registration" />
);
export const RegisteredUntil = () => (
  <Registration name="validUserRegistrationEndTime" title="Last second of registration" />
);

function Registration({ name, title }: { name: FieldKey; title: string }) {
  const { form } = useEditor();
  const instant = useWatch({ control: form.control, name });
  return typeof instant === 'number' ? <Moment title={title} instant={instant} /> : null;
}

export function TransactionsSoFar() {
  const { form } = useEditor();
  const most = useWatch({ control: form.control, name: 'validMaxUserTransactionLimit' });
  if (typeof most !== 'number' || most < 0) return null;
  return (
    <p className={css.help}>
      {most === 0
        ? 'For customers who have not bought yet. From the first transaction on they are refused.'
        : `For new customers. Refused with ${formatNumber(most + 1)} transactions or more.`}
    </p>
  );
}
