import { Suspense, useState } from 'react';
import { isUnresolved, type ProductSelection } from '#catalogue/model/kinds.ts';
import { PRODUCT_TYPES } from '#contract/endpoint-constants.ts';
import { ChosenSummary } from './lists/chosen-summary.tsx';
import { ControlFrame } from '../../ui/control-frame.tsx';
import { type IdsValue, IdsEditor } from '../controls/ids-editor.tsx';
import css from './lists/chosen-summary.module.css';
import { readLists, type ListByType, writeLists } from '../controls/typed-lists.ts';
import { type ControlProps, labelIdOf } from '../controls/control-types.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';

// Prefetched on hover or focus of the button.
const PickerDialog = lazyPart(
  () => import('./lists/picker-dialog.tsx'),
  (module) => module.PickerDialog,
);

const LABELS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  SKU: ['SKU', 'SKUs'],
  CATEGORY: ['category', 'categories'],
  BRAND: ['brand', 'brands'],
  ATTRIBUTE: ['attribute', 'attributes'],
};
const LIMIT = 10_000;
/** Documented: the API refuses more. */
const CATEGORY_LIMIT = 1000;

const labelOf = (type: string) => {
  const many = LABELS[type]?.[1];
  return many === undefined ? `${type} (unknown)` : many.charAt(0).toUpperCase() + many.slice(1);
};

/** The selected products of each type, by name. An unknown type keeps its position and its ids. */
export function ProductsControl(props: ControlProps<'products'>) {
  const { id, value, onChange, onBlur, describedBy, invalid, disabled } = props;
  const [openKey, setOpenKey] = useState<string | null>(null);
  const stored: readonly ListByType[] = isUnresolved(value) ? readLists(value) : value;
  const missing = PRODUCT_TYPES.filter((type) => stored.every((list) => list.type !== type));
  const shown: readonly ListByType[] = [...stored, ...missing.map((type) => ({ type, ids: [] }))];

  function change(index: number, ids: IdsValue) {
    const lists = shown
      .map((list, at) => (at === index ? { ...list, ids } : list))
      .filter((list, at) => isUnresolved(list.ids) || list.ids.length > 0 || (at < stored.length && at !== index));
    onChange(lists.every(isParsed) ? lists : writeLists(lists));
  }

  const rows = sortedRows(shown);
  const chosen = rows.find(({ key }) => key === openKey);
  return (
    <ControlFrame id={id} labelledBy={labelIdOf(id)} describedBy={describedBy} onLeave={onBlur}>
      {shown.every(({ ids }) => !isUnresolved(ids) && ids.length === 0) && (
        <span className="secondary tabular">All products</span>
      )}
      <div className="boxed divided">
        {rows.map(({ key, index, list }) => {
          const type = PRODUCT_TYPES.find((one) => one === list.type);
          return type === undefined || isUnresolved(list.ids) ? (
            // An unknown type, or text that is not valid yet.
            <div key={key} className={`rows ${css.ids}`}>
              <span id={`${id}-${key}-label`} className="secondary tabular">
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
              onPrefetch={PickerDialog.prefetch}
              onChoose={() => setOpenKey(key)}
            />
          );
        })}
      </div>
      {chosen && !isUnresolved(chosen.list.ids) && (
        <Suspense>
          <PickerDialog
            type={PRODUCT_TYPES.find((one) => one === chosen.list.type) ?? 'SKU'}
            one={LABELS[chosen.list.type]?.[0] ?? ''}
            many={LABELS[chosen.list.type]?.[1] ?? ''}
            ids={chosen.list.ids}
            limit={chosen.list.type === 'CATEGORY' ? CATEGORY_LIMIT : LIMIT}
            onChange={(ids) => {
              change(chosen.index, ids);
              // An emptied list is removed, and the dialog would show another list of the same type.
              if (ids.length === 0 && shown.filter(({ type }) => type === chosen.list.type).length > 1)
                setOpenKey(null);
            }}
            onClose={() => setOpenKey(null)}
          />
        </Suspense>
      )}
    </ControlFrame>
  );
}

const isParsed = (list: ListByType): list is ProductSelection => !isUnresolved(list.ids);

/** Known types first, in a fixed order, so that rows do not move while the user types. */
function sortedRows(lists: readonly ListByType[]) {
  const order: readonly string[] = PRODUCT_TYPES;
  const rank = (type: string) => (order.includes(type) ? order.indexOf(type) : order.length);
  const occurrences = new Map<string, number>();
  return lists
    .map((list, index) => {
      const occurrence = occurrences.get(list.type) ?? 0;
      occurrences.set(list.type, occurrence + 1);
      return { key: `${encodeURIComponent(list.type)}-${occurrence}`, index, list };
    })
    .toSorted((a, b) => rank(a.list.type) - rank(b.list.type));
}
