import { Button } from '@mantine/core';
import { useState } from 'react';
import { type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import type { Merge } from '#domain/merge.ts';
import type { Series } from '#domain/series.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import css from './review.module.css';
import { translateOf } from '../../form/translate.ts';
import { fieldList } from './words.ts';

/** Somebody else saved meanwhile: what merged by itself, and a choice for each field that both changed. */
export function ConflictDialog({
  base,
  mine,
  theirs,
  merged,
  print,
  onResolve,
  onClose,
}: {
  base: Series;
  mine: Values;
  theirs: Series;
  merged: Merge;
  print: Print;
  onResolve: (takeTheirs: ReadonlySet<FieldKey>) => void;
  onClose: () => void;
}) {
  useReturnFocus();
  const [choices, setChoices] = useState<ReadonlyMap<FieldKey, 'mine' | 'theirs'>>(new Map());
  const open = merged.clashes.filter((field) => !choices.has(field));
  return (
    <Dialog opened onClose={onClose} size={720} title="Somebody else saved this series meanwhile">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (open.length === 0) onResolve(new Set(merged.clashes.filter((field) => choices.get(field) === 'theirs')));
        }}
      >
        <p>Nothing was saved yet, and nothing you typed is lost.</p>
        {merged.theirs.length > 0 && (
          <p>{`They changed ${fieldList(merged.theirs, 6)}, which you did not touch: that is taken over.`}</p>
        )}
        {merged.dropped.length > 0 && (
          <p>{`Where you choose theirs, ${fieldList(merged.dropped, 6)} may no longer apply, and what you entered there is then not sent.`}</p>
        )}
        {merged.clashes.map((field) => {
          const { kind, label } = fieldOf(field);
          const option = (side: 'mine' | 'theirs', value: Values[FieldKey], text: string) => (
            <label>
              <input
                type="radio"
                name={`clash-${field}`}
                checked={choices.get(field) === side}
                onChange={() => setChoices(new Map(choices).set(field, side))}
              />
              <span>
                <span>{`${text} `}</span>
                <b translate={translateOf(kind)}>{formatValue(kind, value, print)}</b>
              </span>
            </label>
          );
          return (
            <fieldset key={field} className={css.clash}>
              <legend>{label}</legend>
              <p>{`Both of you started from ${formatValue(kind, base.values[field], print)}.`}</p>
              {option('mine', mine[field], 'Mine:')}
              {option('theirs', theirs.values[field], 'Theirs:')}
            </fieldset>
          );
        })}
        <div className={css.actions}>
          {open.length > 0 && (
            <p>{`Choose for ${open.length === 1 ? '1 field' : `${open.length} fields`} that both changed.`}</p>
          )}
          <Button variant="default" onClick={onClose}>
            Back to editing
          </Button>
          <Button type="submit" disabled={open.length > 0}>
            Take over and review again
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
