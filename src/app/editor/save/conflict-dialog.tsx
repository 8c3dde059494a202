import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Radio.layer.css';
import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import { type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import { type Piece, printDistinct } from '#domain/change/print-distinct.ts';
import type { Merge } from '#domain/change/merge.ts';
import type { Series } from '#domain/series/series.ts';
import type { Save } from '#contract/series-endpoints.ts';
import { saveText } from '../../series/save-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import css from './review.module.css';
import { EntryChangeList } from '../changes/entry-change-list.tsx';
import { Pieces } from '../changes/value-change.tsx';
import { fieldListText } from '../state/change-labels.ts';

const OTHER_PERSON = {
  title: 'Someone else saved this series',
  they: 'They',
  their: 'Their',
  mine: 'Mine',
  theirs: 'Theirs',
  both: 'Both of you',
} as const;
const OWN_SAVE = {
  title: 'You saved this series elsewhere',
  they: 'Your other save',
  their: 'Its',
  mine: 'Here',
  theirs: 'The other save',
  both: 'Both edits',
} as const;

const DRAFT = {
  title: 'Both the draft and the form changed',
  they: 'The form',
  their: 'Its',
  mine: 'Draft',
  theirs: 'Form',
  both: 'Both',
} as const;

function savedBy(saves: readonly Save[] | null, zone: string): string {
  if (saves === null || saves.length === 0) return 'It is not known who changed it.';
  return `Saved by ${saves.map((save) => saveText(save, zone)).join(', then by ')}.`;
}

/**
 * Shown after a 409: lists what merged without a conflict and asks for a choice for each field that both people
 * changed.
 */
export function ConflictDialog({
  base,
  mine,
  theirs,
  merged,
  saves,
  zone,
  print,
  onResolve,
  onClose,
}: {
  base: Series;
  mine: Values;
  theirs: Series;
  merged: Merge;
  /**
   * The saves since the page read the series; null if it was also changed in another way. `draft`: “mine” is a draft, and
   * “theirs” is the form.
   */
  saves: readonly Save[] | null | 'draft';
  zone: string;
  print: Print;
  onResolve: (takeTheirs: ReadonlySet<FieldKey>) => void;
  onClose: () => void;
}) {
  const [choices, setChoices] = useState<ReadonlyMap<FieldKey, 'mine' | 'theirs'>>(new Map());
  const isDraft = saves === 'draft';
  const words = isDraft
    ? DRAFT
    : saves !== null && saves.length > 0 && saves.every(({ isOwn }) => isOwn)
      ? OWN_SAVE
      : OTHER_PERSON;
  const undecided = merged.clashes.filter((field) => !choices.has(field));
  return (
    <Dialog opened onClose={onClose} size={720} title={words.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (undecided.length === 0)
            onResolve(new Set(merged.clashes.filter((field) => choices.get(field) === 'theirs')));
        }}
      >
        <div className="stack" style={{ marginBottom: '0.75rem' }}>
          {!isDraft && <p>{savedBy(saves, zone)}</p>}
          <p>Your changes here are not saved yet. Nothing you entered is lost.</p>
          {merged.theirs.length > 0 && (
            <p>{`${words.they} changed ${fieldListText(merged.theirs, 6)}, which you did not touch here. ${words.their} values are used.`}</p>
          )}
          {merged.dropped.length > 0 && (
            <p>{`If you choose ${words.theirs.toLowerCase()}, ${fieldListText(merged.dropped, 6)} may no longer apply. What you entered there is then not sent.`}</p>
          )}
        </div>
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
                <span>{`${words.both} started from `}</span>
                <Pieces field={field} pieces={startedPieces} />
                <span>.</span>
              </p>
              {option('mine', minePieces, `${words.mine}:`)}
              <EntryChangeList field={field} from={started} to={mine[field]} />
              {option('theirs', theirPieces, `${words.theirs}:`)}
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
            {isDraft ? 'Continue' : 'Apply and review again'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
