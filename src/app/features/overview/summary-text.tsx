import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import type { Phrase, Sentence } from '#domain/sentence.ts';
import css from './summary-text.module.css';

interface Props {
  readonly sentences: readonly Sentence[];
  /** Fields whose words are marked. */
  readonly changes?: ReadonlyMap<FieldKey, unknown>;
  /** Leads from words to the field they stand for. */
  readonly onJump?: (field: FieldKey) => void;
}

/** What a series does. The words that stand for a field lead there, and are marked while it is changed. */
export function SummaryText({ sentences, changes, onJump }: Props) {
  return (
    <div className={css.sentences}>
      {sentences.map(({ parts }, index) => (
        <p key={index}>
          {parts.map((part, at) =>
            part.fields.length === 0 ? (
              <span key={at}>{part.text}</span>
            ) : (
              <Words key={at} part={part} {...(changes && { changes })} {...(onJump && { onJump })} />
            ),
          )}
        </p>
      ))}
    </div>
  );
}

function Words({ part: { text, fields }, changes, onJump }: Omit<Props, 'sentences'> & { part: Phrase }) {
  const changed = fields.find((field) => changes?.has(field));
  const target = changed ?? fields[0];
  if (!onJump || !target) return <b>{text}</b>;
  const words = (
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
  return changed ? <mark className={css.changed}>{words}</mark> : words;
}
