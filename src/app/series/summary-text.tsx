import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import type { Phrase, Sentence } from '#domain/summary/sentence.ts';
import css from './summary-text.module.css';

interface Props {
  readonly sentences: readonly Sentence[];
  /** Fields whose phrases are marked as changed. */
  readonly changes?: ReadonlyMap<FieldKey, unknown>;
  /** Called with the field of a clicked phrase. */
  readonly onJump?: (field: FieldKey) => void;
}

/** Summary of a series. Phrases link to their field, and are marked while the field is changed. */
export function SummaryText({ sentences, changes, onJump }: Props) {
  return (
    <div className="stack">
      {sentences.map(({ parts }, index) => (
        <p key={index}>
          {parts.map((part, at) =>
            part.fields.length === 0 ? (
              <span key={at}>{part.text}</span>
            ) : (
              <PhraseLink key={at} part={part} {...(changes && { changes })} {...(onJump && { onJump })} />
            ),
          )}
        </p>
      ))}
    </div>
  );
}

function PhraseLink({ part: { text, fields }, changes, onJump }: Omit<Props, 'sentences'> & { part: Phrase }) {
  const changed = fields.find((field) => changes?.has(field));
  const target = changed ?? fields[0];
  if (!onJump || !target) return <b>{text}</b>;
  const link = (
    <a
      className={css.words}
      href={`#field-${target}`}
      title={fieldOf(target).label}
      onClick={(event) => {
        event.preventDefault();
        onJump(target);
      }}
    >
      <span>{text}</span>
      {changed && <span className="visually-hidden"> (changed)</span>}
    </a>
  );
  return changed ? <mark className={css.changed}>{link}</mark> : link;
}
