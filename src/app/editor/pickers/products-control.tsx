import { Suspense, useState } from 'react';
import { isUnresolved, type ProductSelection } from '#catalogue/model/kinds.ts';
import { PRODUCT_TYPES } from '#contract/directory-endpoints.ts';
import { ChosenSummary } from './lists/chosen-summary.tsx';
import { ControlFrame } from '../../ui/control-frame.tsx';
import { type IdsValue, IdsEditor } from '../controls/ids-editor.tsx';
import input from '../../ui/input.module.css';
import css from '../controls/lists.module.css';
import { readLists, type ListByType, writeLists } from '../controls/typed-lists.ts';
import { type ControlProps, labelIdOf } from '../controls/control-types.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';

// Search, tree and report are seen only by who chooses; fetched as soon as somebody comes near the button.
const loadPicker = () => import('./lists/picker-dialog.tsx');
const PickerDialog = lazyPart(loadPicker, (module) => module.PickerDialog);
// A failure here is no news: opening the dialog tries again.
const preload = () => void loadPicker().catch(() => {});

const WORDS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  SKU: ['SKU', 'SKUs'],
  CATEGORY: ['category', 'categories'],
  BRAND: ['brand', 'brands'],
  ATTRIBUTE: ['attribute', 'attributes'],
};
const LIMIT = 10_000;
/** Documented: the API refuses more. */
const CATEGORY_LIMIT = 1000;

const labelOf = (type: string) => {
  const many = WORDS[type]?.[1];
  return many === undefined ? `${type} (unknown)` : many.charAt(0).toUpperCase() + many.slice(1);
};

/** What is chosen of each kind of product, by name. A kind we do not know keeps its place and its ids. */
export function ProductsControl(props: ControlProps<'products'>) {
  const { id, value, onChange, onBlur, describedBy, invalid, disabled } = props;
  const [choosing, setChoosing] = useState<string | null>(null);
  const stored: readonly ListByType[] = isUnresolved(value) ? readLists(value) : value;
  const missing = PRODUCT_TYPES.filter((type) => stored.every((list) => list.type !== type));
  const shown: readonly ListByType[] = [...stored, ...missing.map((type) => ({ type, ids: [] }))];

  function change(index: number, ids: IdsValue) {
    const lists = shown
      .map((list, at) => (at === index ? { ...list, ids } : list))
      .filter((list, at) => isUnresolved(list.ids) || list.ids.length > 0 || (at < stored.length && at !== index));
    onChange(lists.every(isRead) ? lists : writeLists(lists));
  }

  const rows = inOrder(shown);
  const chosen = rows.find(({ key }) => key === choosing);
  return (
    <ControlFrame id={id} labelledBy={labelIdOf(id)} describedBy={describedBy} onLeave={onBlur}>
      {shown.every(({ ids }) => !isUnresolved(ids) && ids.length === 0) && (
        <span className={input.note}>All products</span>
      )}
      <div className={css.kinds}>
        {rows.map(({ key, index, list }) => {
          const type = PRODUCT_TYPES.find((one) => one === list.type);
          return type === undefined || isUnresolved(list.ids) ? (
            // Ids of a kind without a directory, and text that cannot be read yet.
            <div key={key} className={css.kind}>
              <span id={`${id}-${key}-label`} className={css.label}>
                {labelOf(list.type)}
              </span>
              <IdsEditor
                id={`${id}-${key}`}
                labelledBy={`${labelIdOf(id)} ${id}-${key}-label`}
                value={list.ids}
                none="Any"
                onChange={(ids) => change(index, ids)}
                invalid={invalid && isUnresolved(list.ids)}
                disabled={disabled}
              />
            </div>
          ) : (
            <ChosenSummary
              key={key}
              type={type}
              label={labelOf(type)}
              labelId={`${id}-${key}-label`}
              ids={list.ids}
              none="Any"
              disabled={disabled}
              onNear={preload}
              onChoose={() => setChoosing(key)}
            />
          );
        })}
      </div>
      {chosen && !isUnresolved(chosen.list.ids) && (
        <Suspense>
          <PickerDialog
            type={PRODUCT_TYPES.find((one) => one === chosen.list.type) ?? 'SKU'}
            one={WORDS[chosen.list.type]?.[0] ?? ''}
            many={WORDS[chosen.list.type]?.[1] ?? ''}
            ids={chosen.list.ids}
            limit={chosen.list.type === 'CATEGORY' ? CATEGORY_LIMIT : LIMIT}
            onChange={(ids) => {
              change(chosen.index, ids);
              // An emptied list goes, and another one of its kind would take its place here.
              if (ids.length === 0 && shown.filter(({ type }) => type === chosen.list.type).length > 1)
                setChoosing(null);
            }}
            onClose={() => setChoosing(null)}
          />
        </Suspense>
      )}
    </ControlFrame>
  );
}

const isRead = (list: ListByType): list is ProductSelection => !isUnresolved(list.ids);

/** Known kinds first and always in the same order, whatever order they are stored in, so that nothing jumps while one types. */
function inOrder(lists: readonly ListByType[]) {
  const order: readonly string[] = PRODUCT_TYPES;
  const rank = (type: string) => (order.includes(type) ? order.indexOf(type) : order.length);
  const times = new Map<string, number>();
  return lists
    .map((list, index) => {
      const seen = times.get(list.type) ?? 0;
      times.set(list.type, seen + 1);
      return { key: `${encodeURIComponent(list.type)}-${seen}`, index, list };
    })
    .toSorted((a, b) => rank(a.list.type) - rank(b.list.type));
}
