import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { formatInstant, formatValue, type Print } from '#catalogue/format.ts';
import type { Settings } from '#contract/api.ts';
import { isVerified } from '#domain/verify.ts';
import type { SaveRequest } from '../../api/save.ts';
import { Banner } from '../../ui/banner.tsx';
import css from './editor.module.css';
import { jumpToField } from './jump.ts';
import { translateOf } from '../../form/translate.ts';
import type { FinishedSave } from './use-saving.ts';

/** What the save came to, proven by reading back. */
export function SaveResultNotice({
  save: { result, what },
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
  /** What undo does from here on. */
  undo: ReactNode;
}) {
  if (result.outcome === 'notSaved')
    return (
      <Banner tone="error" title="Not saved">
        <p>{`${result.why} A read shows that the series is as it was. Your changes are still here.`}</p>
      </Banner>
    );
  if (result.outcome === 'unknown')
    return (
      <Banner tone="error" title="Not known whether it was saved">
        <p>{`${result.why} Nothing is sent again by itself. Your changes are still here.`}</p>
        <Button variant="default" size="xs" onClick={() => onCheckAgain(result.request)}>
          Read it again and compare
        </Button>
      </Banner>
    );

  const { verification, answerLost, before, at } = result;
  const { differences, unverifiable, unknownChanged } = verification;
  const seen = formatInstant(at, settings.timeZone);
  const cannot = unverifiable.length > 0 && (
    <p>{`${unverifiable.map((field) => fieldOf(field).label).join(' and ')}: sent, cannot be verified, because the API does not return it.`}</p>
  );
  if (isVerified(verification))
    return (
      <Banner tone="success" title="Saved and verified">
        <p>{`${what}. Read back on ${seen}: the API stores what was sent.${answerLost ? ' Its answer to the save itself was lost.' : ''}`}</p>
        {cannot}
        {undo}
      </Banner>
    );
  return (
    <Banner tone="warn" title="Saved, and the API changed something">
      <p>{`Read back on ${seen}. Everything else is stored as it was sent.`}</p>
      <ul className={css.differences}>
        {differences.map(({ field, asked, got }) => {
          const { label, kind, access } = fieldOf(field);
          const [from, to] = [formatValue(kind, asked, print), formatValue(kind, got, print)];
          if (access === 'read')
            return (
              <li key={field}>
                <b>{label}</b>: {from === to ? 'is still' : `was ${from}, is now`} <b>{to}</b>.
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
              <button type="button" className="link" onClick={() => jumpToField(field)}>
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
        {unknownChanged.map(({ key, asked, got }) => (
          <li key={key}>
            <code translate="no">{key}</code>
            <span>{`: sent ${JSON.stringify(asked)}, stored ${got === undefined ? 'nothing' : JSON.stringify(got)}.`}</span>
          </li>
        ))}
      </ul>
      {cannot}
      {undo}
    </Banner>
  );
}
