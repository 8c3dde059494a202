import { isOdd, type ProductSelection } from '#catalogue/kinds.ts';
import { type IdsValue, IdsEditor } from './ids-editor.tsx';
import { ControlFrame } from './control-frame.tsx';
import css from './lists.module.css';
import { readLists, type TypedList, writeLists } from './typed-lists.ts';
import { type ControlProps, labelIdOf } from './types.ts';

const TYPES: Readonly<Record<string, string>> = {
  SKU: 'SKUs',
  CATEGORY: 'Categories',
  BRAND: 'Brands',
  ATTRIBUTE: 'Attributes',
};

/** One area of ids for each kind of product. A kind we do not know keeps its place and its ids. */
export function ProductsControl(props: ControlProps<'products'>) {
  const { id, value, onChange, onBlur, describedBy, invalid, disabled } = props;
  const stored: readonly TypedList[] = isOdd(value) ? readLists(value) : value;
  const missing = Object.keys(TYPES).filter((type) => stored.every((list) => list.type !== type));
  const shown: readonly TypedList[] = [...stored, ...missing.map((type) => ({ type, ids: [] }))];

  function change(index: number, ids: IdsValue) {
    const lists = shown
      .map((list, at) => (at === index ? { ...list, ids } : list))
      .filter((list, at) => isOdd(list.ids) || list.ids.length > 0 || (at < stored.length && at !== index));
    onChange(lists.every(isRead) ? lists : writeLists(lists));
  }

  return (
    <ControlFrame id={id} labelledBy={labelIdOf(id)} describedBy={describedBy} onLeave={onBlur}>
      {inOrder(shown).map(({ key, index, list }) => (
        <div key={key} className={css.list}>
          <span id={`${id}-${key}-label`} className={css.label}>
            {TYPES[list.type] ?? `${list.type} (unknown)`}
          </span>
          <IdsEditor
            id={`${id}-${key}`}
            labelledBy={`${labelIdOf(id)} ${id}-${key}-label`}
            value={list.ids}
            none="Any"
            onChange={(ids) => change(index, ids)}
            invalid={invalid && isOdd(list.ids)}
            disabled={disabled}
          />
        </div>
      ))}
    </ControlFrame>
  );
}

const isRead = (list: TypedList): list is ProductSelection => !isOdd(list.ids);

/** Known kinds first and always in the same order, whatever order they are stored in, so that nothing jumps while one types. */
function inOrder(lists: readonly TypedList[]) {
  const order = Object.keys(TYPES);
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
