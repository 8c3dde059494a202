import { fieldOf, type FieldKey } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import { fieldsRevertedWith, formatPreviousValue } from '#domain/change/previous-value.ts';
import { printDistinct } from '#domain/change/print-distinct.ts';
import css from '../controls/field-row.module.css';
import { useBase, useEditor } from '../state/editor-context.tsx';
import { useEditorState } from '../state/editor-store.ts';
import { EntryChangeList } from './entry-change-list.tsx';
import { Pieces } from './value-change.tsx';

interface PreviousRowProps {
  readonly name: FieldKey;
  readonly print: Print;
  readonly named?: boolean;
}

/** The previous value of a changed field, printed so that it does not look like the new one, and "Put back". */
export function PreviousRow({ name, print, named = false }: PreviousRowProps) {
  const { store } = useEditor();
  const base = useBase();
  const change = useEditorState(store, ({ changes }) => changes.get(name));
  if (!change) return null;
  const { kind, label } = fieldOf(name);
  const { from, to, implied } = change;
  const [before = []] = printDistinct(kind, [
    { value: from, text: formatPreviousValue(base, name, print) },
    { value: to, text: formatValue(kind, to, print) },
  ]);
  return (
    <div className={`secondary ${css.previous}`}>
      <span>{`${named ? `${label} ` : ''}was `}</span>
      <s>
        <Pieces field={name} pieces={before} />
      </s>
      {!implied && <PutBack first={name} names={() => fieldsRevertedWith(name, new Set(store.get().changes.keys()))} />}
      <EntryChangeList field={name} from={from} to={to} />
    </div>
  );
}

/** The same for fields that form one choice. */
export function PreviousChoiceRow({
  names,
  previous,
}: {
  readonly names: readonly FieldKey[];
  readonly previous: string;
}) {
  const [first] = names;
  return (
    first && (
      <p className={`secondary ${css.previous}`}>
        <span>{'was '}</span>
        <s>{previous}</s>
        <PutBack first={first} names={() => names} />
      </p>
    )
  );
}

function PutBack({ first, names }: { readonly first: FieldKey; readonly names: () => readonly FieldKey[] }) {
  const { form, store } = useEditor();
  const putBack = () => {
    const { values } = store.get().base;
    for (const name of names()) form.setValue(name, values[name], { shouldTouch: true });
    document.getElementById(`field-${first}`)?.focus();
  };
  return (
    <button type="button" className="link" onClick={putBack}>
      <span>Put back</span>
      <span className="visually-hidden">{`: ${fieldOf(first).label}`}</span>
    </button>
  );
}
