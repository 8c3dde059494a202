import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { dequal } from 'dequal/lite';
import { FIELD_KEYS, type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import { formatInstant } from '#values/date-format.ts';
import type { Settings } from '#contract/settings-endpoints.ts';
import { formatPreviousValue } from '#domain/change/previous-value.ts';
import { printDistinct } from '#domain/change/print-distinct.ts';
import { isVerified, type Verification } from '#domain/change/verify.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import type { Json } from '#values/json.ts';
import { gatesOf } from '#domain/series/visibility.ts';
import type { SaveRequest } from '../../api/save-series.ts';
import { Banner } from '../../ui/banner.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { Fold } from '../../ui/fold.tsx';
import { EntryChangeList } from '../changes/entry-change-list.tsx';
import { ChangeRow, Pieces, ValueChange } from '../changes/value-change.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { useEditorState } from '../state/editor-store.ts';
import { focusField } from '../state/focus-field.ts';
import { changesText } from '../state/change-labels.ts';
import css from './review.module.css';
import type { UndoStore } from '../state/undo-store.ts';
import { UndoSave } from './undo-save.tsx';
import type { FinishedSave } from './use-saving.ts';

/** The result of a save, verified by reading the series back. */
export function SaveResultNotice({
  save: { result, changes, origin },
  print,
  settings,
  onPutBack,
  onCheckAgain,
  history,
  busy,
}: {
  save: FinishedSave;
  print: Print;
  settings: Settings;
  onPutBack: (field: FieldKey, value: Values[FieldKey]) => void;
  onCheckAgain: (request: SaveRequest) => void;
  history: UndoStore | undefined;
  busy: boolean;
}) {
  const hasChanges = useEditorState(useEditor().store, (state) => state.changes.size > 0);
  if (result.outcome === 'notSaved')
    return (
      <Banner tone="error" title="Not saved">
        <p>
          <ErrorText
            error={result.error}
          >{`${result.why} The series was read again and is unchanged. Your changes are still here.`}</ErrorText>
        </p>
      </Banner>
    );
  if (result.outcome === 'unknown')
    return (
      <Banner tone="error" title="Save not confirmed">
        <p>
          <ErrorText
            error={result.error}
          >{`${result.why} It is not sent again automatically. Your changes are still here.`}</ErrorText>
        </p>
        <Button variant="default" size="xs" onClick={() => onCheckAgain(result.request)}>
          Read it again and compare
        </Button>
      </Banner>
    );

  const { verification, before, loaded, answerLost, at } = result;
  const { differences, unverifiable, unknownChanged, inexact } = verification;
  const stored = loaded.series;
  const id = Number(stored.wire['id']);
  const prints = {
    before: { ...print, gates: gatesOf(before.values, before.wire) },
    stored: { ...print, gates: gatesOf(stored.values, stored.wire) },
  };
  const row = (field: FieldKey, to = stored.values[field]) => (
    <ChangeRow key={field} field={field}>
      <ValueChange
        field={field}
        from={{ value: before.values[field], text: formatPreviousValue(before, field, prints.before) }}
        to={{ value: to, text: formatValue(fieldOf(field).kind, to, prints.stored) }}
      />
    </ChangeRow>
  );
  const reported = new Set<FieldKey>([...changes, ...differences].map(({ field }) => field));
  // The API counts and stamps these itself.
  const moved = FIELD_KEYS.filter(
    (field) => !reported.has(field) && !dequal(before.values[field], stored.values[field]),
  );
  const verified = isVerified(verification);
  const changedByApi = differences.length > 0 || unknownChanged.length > 0;
  const outcome = verified ? 'verified' : changedByApi ? 'the API changed something' : 'not all of it can be verified';
  const backTo = origin ?? changes[0]?.field;
  const readAt = formatInstant(at, settings.timeZone);
  return (
    <Banner
      tone={verified ? 'success' : 'warn'}
      title={
        hasChanges
          ? `Last save: ${outcome}`
          : `Saved${verified ? ' and ' : changedByApi ? ', and ' : ', but '}${outcome}`
      }
    >
      <p>{`${changesText(changes.length)}. Read back on ${readAt}${verified ? ': the API stores what was sent' : ''}.${answerLost ? ' The response to the save was lost.' : ''}`}</p>
      {changedByApi && (
        <ul>
          {differences.map((difference) => (
            <DifferenceItem
              key={difference.field}
              difference={difference}
              before={before.values[difference.field]}
              print={prints.stored}
              onPutBack={onPutBack}
            />
          ))}
          {unknownChanged.map(({ key, requested, got }) => (
            <li key={key}>
              <code translate="no">{key}</code>
              <span>{`: sent ${jsonOrNothing(requested)}, stored ${jsonOrNothing(got)}.`}</span>
            </li>
          ))}
        </ul>
      )}
      {unverifiable.length > 0 && (
        <p>{`${unverifiable.map((field) => fieldOf(field).label).join(' and ')}: sent, but cannot be verified, because the API does not return it.`}</p>
      )}
      {inexact.map((key) => (
        <p key={key}>
          <code translate="no">{key}</code>
          <span>
            {': cannot be verified: the number is too large for this browser, which may have changed its last digits.'}
          </span>
        </p>
      ))}
      <dl className={css.receipt}>
        {changes.map(({ field, to }) => row(field, unverifiable.includes(field) ? to : undefined))}
      </dl>
      <p>{`${verified ? 'Nothing else changed' : 'Everything else is stored as it was sent'}${moved.length > 0 ? ', except what the API counts and stamps itself' : ''}.`}</p>
      {moved.length > 0 && (
        <Fold label={`Set by the API (${moved.length})`}>
          <dl className={css.receipt}>{moved.map((field) => row(field))}</dl>
        </Fold>
      )}
      {result.entry !== null && (
        <Link to="/series/$id/receipts/$entry" params={{ id, entry: result.entry }} className="link">
          Open the receipt
        </Link>
      )}
      {history && <UndoSave history={history} busy={busy} />}
      {backTo && (
        <button
          type="button"
          className="link"
          onClick={() => focusField(backTo)}
        >{`Back to ${fieldOf(backTo).label}`}</button>
      )}
    </Banner>
  );
}

const jsonOrNothing = (value: Json | undefined) => (value === undefined ? 'nothing' : JSON.stringify(value));

function DifferenceItem({
  difference: { field, requested, got },
  before,
  print,
  onPutBack,
}: {
  difference: Verification['differences'][number];
  before: Values[FieldKey];
  print: Print;
  onPutBack: (field: FieldKey, value: Values[FieldKey]) => void;
}) {
  const { label, kind, access } = fieldOf(field);
  const shown = [requested, got, before].map((value) => ({ value, text: formatValue(kind, value, print) }));
  const [from = [], to = [], previous = []] = printDistinct(kind, shown);
  const isSent = !isUnresolved(requested) || requested.unresolved !== 'notReturned';
  if (access === 'read' || !isSent) {
    const changed = !dequal(requested, got);
    return (
      <li>
        <b>{label}</b>
        <span>{changed ? ': was ' : ': is still '}</span>
        {changed && <Pieces field={field} pieces={from} />}
        {changed && <span>{', is now '}</span>}
        <b>
          <Pieces field={field} pieces={to} />
        </b>
        <span>.</span>
      </li>
    );
  }
  return (
    <li>
      <b>{label}</b>
      <span>{': sent '}</span>
      <Pieces field={field} pieces={from} />
      <span>{', stored '}</span>
      <b>
        <Pieces field={field} pieces={to} />
      </b>
      <span>.</span>
      <button type="button" className="link" onClick={() => focusField(field)}>
        <span>Fix</span>
        <span className="visually-hidden">{` ${label}`}</span>
      </button>
      <button
        type="button"
        className="link"
        onClick={() => onPutBack(field, before)}
      >{`Put back ${previous.map(({ text }) => text).join('')}`}</button>
      <EntryChangeList field={field} from={requested} to={got} />
    </li>
  );
}
