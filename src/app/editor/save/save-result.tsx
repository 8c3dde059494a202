import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import { formatInstant } from '#values/date-format.ts';
import type { Settings } from '#contract/settings-endpoints.ts';
import { isVerified } from '#domain/change/verify.ts';
import type { SaveRequest } from '../../api/save-series.ts';
import { Banner } from '../../ui/banner.tsx';
import { focusField } from '../state/focus-field.ts';
import { translateOf } from '../../ui/translate.ts';
import type { FinishedSave } from './use-saving.ts';

/** The result of a save, verified by reading the series back. */
export function SaveResultNotice({
  save: { result, summary },
  print,
  settings,
  onPutBack,
  onCheckAgain,
  undo,
}: {
  save: FinishedSave;
  print: Print;
  settings: Settings;
  onPutBack: (field: FieldKey, value: Values[FieldKey]) => void;
  onCheckAgain: (request: SaveRequest) => void;
  /** Hint about what the next undo does. */
  undo: ReactNode;
}) {
  if (result.outcome === 'notSaved')
    return (
      <Banner tone="error" title="Not saved">
        <p>{`${result.why} The series was read again and is unchanged. Your changes are still here.`}</p>
      </Banner>
    );
  if (result.outcome === 'unknown')
    return (
      <Banner tone="error" title="Save not confirmed">
        <p>{`${result.why} It is not sent again automatically. Your changes are still here.`}</p>
        <Button variant="default" size="xs" onClick={() => onCheckAgain(result.request)}>
          Read it again and compare
        </Button>
      </Banner>
    );

  const { verification, answerLost, before, at } = result;
  const { differences, unverifiable, unknownChanged } = verification;
  const readAt = formatInstant(at, settings.timeZone);
  const unverified = unverifiable.length > 0 && (
    <p>{`${unverifiable.map((field) => fieldOf(field).label).join(' and ')}: sent, but cannot be verified, because the API does not return it.`}</p>
  );
  if (isVerified(verification))
    return (
      <Banner tone="success" title="Saved and verified">
        <p>{`${summary}. Read back on ${readAt}: the API stores what was sent.${answerLost ? ' The response to the save was lost.' : ''}`}</p>
        {unverified}
        {undo}
      </Banner>
    );
  return (
    <Banner tone="warn" title="Saved, and the API changed something">
      <p>{`Read back on ${readAt}. Everything else is stored as it was sent.`}</p>
      <ul>
        {differences.map(({ field, requested, got }) => {
          const { label, kind, access } = fieldOf(field);
          const [from, to] = [formatValue(kind, requested, print), formatValue(kind, got, print)];
          if (access === 'read')
            return (
              <li key={field}>
                <b>{label}</b>
                <span>{from === to ? ': is still ' : ': was '}</span>
                {from !== to && <span translate={translateOf(kind)}>{from}</span>}
                {from !== to && <span>{', is now '}</span>}
                <b translate={translateOf(kind)}>{to}</b>
                <span>.</span>
              </li>
            );
          return (
            <li key={field}>
              <b>{label}</b>
              <span>{': sent '}</span>
              <span translate={translateOf(kind)}>{from}</span>
              <span>{', stored '}</span>
              <b translate={translateOf(kind)}>{to}</b>
              <span>.</span>
              <button type="button" className="link" onClick={() => focusField(field)}>
                <span>Fix</span>
                <span className="visually-hidden">{` ${label}`}</span>
              </button>
              <button
                type="button"
                className="link"
                onClick={() => onPutBack(field, before.values[field])}
              >{`Put back ${formatValue(kind, before.values[field], print)}`}</button>
            </li>
          );
        })}
        {unknownChanged.map(({ key, requested, got }) => (
          <li key={key}>
            <code translate="no">{key}</code>
            <span>{`: sent ${JSON.stringify(requested)}, stored ${got === undefined ? 'nothing' : JSON.stringify(got)}.`}</span>
          </li>
        ))}
      </ul>
      {unverified}
      {undo}
    </Banner>
  );
}
