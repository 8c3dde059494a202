import { dequal } from 'dequal/lite';
import { useWatch } from 'react-hook-form';
import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import type { Save } from '#contract/series-endpoints.ts';
import { fieldsRevertedWith, formatPreviousValue } from '#domain/change/previous-value.ts';
import { gatesOf } from '#domain/series/visibility.ts';
import { savedByText } from '../../series/save-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { relativeTime } from '../../ui/relative-time.ts';
import { useNow } from '../../ui/use-now.ts';
import { EntryChangeList } from '../changes/entry-change-list.tsx';
import { useBase, useEditor } from '../state/editor-context.tsx';

interface Props {
  readonly name: FieldKey;
  /** The save that changed the field. */
  readonly save: Save;
  /** All offered fields. */
  readonly offered: ReadonlySet<FieldKey>;
  readonly onChoose: (fields: readonly FieldKey[], takesTheirs: boolean) => void;
}

/** The value that another save has stored in a field, and the choice between it and what the form shows. */
export function FieldOffer({ name, save, offered, onChoose }: Props) {
  const { form, settings } = useEditor();
  const now = useNow();
  const base = useBase();
  const mine = useWatch({ control: form.control, name, exact: true });
  if (dequal(mine, base.values[name])) return null;
  const { label } = fieldOf(name);
  const print = {
    currency: settings.currency,
    zone: settings.timeZone,
    gates: gatesOf(base.values, base.wire),
  };
  const choose = (takesTheirs: boolean) => {
    onChoose(fieldsRevertedWith(name, offered), takesTheirs);
    // The buttons disappear.
    document.getElementById(`field-${name}`)?.focus();
  };
  const when = relativeTime(Date.parse(save.at), now, settings.timeZone);
  return (
    <div className="stack">
      <Notice tone="warn" live>
        <span>{`${savedByText(save)} changed this to ${formatPreviousValue(base, name, print)} ${when}. `}</span>
        <button type="button" className="link" aria-label={`Use it: ${label}`} onClick={() => choose(true)}>
          Use it
        </button>
        <span> · </span>
        <button type="button" className="link" aria-label={`Keep mine: ${label}`} onClick={() => choose(false)}>
          Keep mine
        </button>
      </Notice>
      <EntryChangeList field={name} from={mine} to={base.values[name]} />
    </div>
  );
}
