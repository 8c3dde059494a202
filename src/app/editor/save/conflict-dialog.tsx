import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Radio.layer.css';
import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import { type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import { type Piece, printDistinct } from '#domain/change/print-distinct.ts';
import type { Merge } from '#domain/change/merge.ts';
import type { Series } from '#domain/series/series.ts';
import { Dialog } from '../../ui/dialog.tsx';
import css from './review.module.css';
import { EntryChangeList } from '../changes/entry-change-list.tsx';
import { Pieces } from '../changes/value-change.tsx';
import { fieldListText } from '../state/change-labels.ts';

/**
 * Shown after a 409: lists what merged without a conflict and asks for a choice for each field that both people
 * changed.
 */
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
  const [choices, setChoices] = useState<ReadonlyMap<FieldKey, 'mine' | 'theirs'>>(new Map());
  const undecided = merged.clashes.filter((field) => !choices.has(field));
  return (
    <Dialog opened onClose={onClose} size={720} title="Someone else saved this series">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (undecided.length === 0)
            onResolve(new Set(merged.clashes.filter((field) => choices.get(field) === 'theirs')));
        }}
      >
        <p>Your changes are not saved yet. Nothing you entered is lost.</p>
        {merged.theirs.length > 0 && (
          <p>{`They changed ${fieldListText(merged.theirs, 6)}, which you did not touch. Their values are used.`}</p>
        )}
        {merged.dropped.length > 0 && (
          <p>{`If you choose theirs, ${fieldListText(merged.dropped, 6)} may no longer apply. What you entered there is then not sent.`}</p>
        )}
        {merged.clashes.map((field) => {
          const { kind, label } = fieldOf(field);
          const started = base.values[field];
          const values = [started, mine[field], theirs.values[field]];
          const [startedPieces = [], minePieces = [], theirPieces = []] = printDistinct(
            kind,
            values.map((value) => ({ value, text: formatValue(kind, value, print) })),
          );
          const option = (side: 'mine' | 'theirs', pieces: readonly Piece[], text: string) => (
            <Radio
              name={`clash-${field}`}
              label={
                <>
                  <span>{`${text} `}</span>
                  <b>
                    <Pieces field={field} pieces={pieces} />
                  </b>
                </>
              }
              checked={choices.get(field) === side}
              onChange={() => setChoices(new Map(choices).set(field, side))}
              data-autofocus={(field === merged.clashes[0] && side === 'mine') || undefined}
            />
          );
          return (
            <fieldset key={field} className={`stack ${css.choice}`}>
              <legend>{label}</legend>
              <p className="secondary">
                <span>{'Both of you started from '}</span>
                <Pieces field={field} pieces={startedPieces} />
                <span>.</span>
              </p>
              {option('mine', minePieces, 'Mine:')}
              <EntryChangeList field={field} from={started} to={mine[field]} />
              {option('theirs', theirPieces, 'Theirs:')}
              <EntryChangeList field={field} from={started} to={theirs.values[field]} />
            </fieldset>
          );
        })}
        <div className="actions">
          {undecided.length > 0 && (
            <p className="secondary">{`Choose for ${undecided.length === 1 ? '1 field' : `${undecided.length} fields`} that both changed.`}</p>
          )}
          <Button variant="default" onClick={onClose}>
            Back to editing
          </Button>
          <Button
            type="submit"
            disabled={undecided.length > 0}
            data-autofocus={merged.clashes.length === 0 || undefined}
          >
            Apply and review again
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
