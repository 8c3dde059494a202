import type { ReactNode } from 'react';
import { placeName, placeWord } from '#domain/targets/place-coverage.ts';
import { productName, productWord } from '#domain/targets/product-coverage.ts';
import { PRODUCT_TYPES } from '#contract/endpoint-constants.ts';
import { placeIn, productIn } from './check-inputs.ts';
import { EntrySelect } from '../../series/entry-select.tsx';
import type { DirectoryIndex } from './use-directory-index.ts';

interface EntryInputProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly error?: ReactNode;
  /** `STORE:1201`, or empty. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly index: DirectoryIndex;
}

const PLACES = {
  types: ['STORE', 'TILL'],
  read: placeIn,
  nameOf: placeName,
  wordOf: placeWord,
  clearLabel: 'Clear the store',
} as const;
const PRODUCTS = {
  types: PRODUCT_TYPES,
  read: productIn,
  nameOf: productName,
  wordOf: productWord,
  clearLabel: 'Clear the product',
} as const;

/** Picks a store or a till by its name, code or id. */
export const StoreInput = (props: EntryInputProps) => <EntryInput {...props} {...PLACES} />;
/** Picks a product, a category, a brand or an attribute by its name, code or id. */
export const ProductInput = (props: EntryInputProps) => <EntryInput {...props} {...PRODUCTS} />;

function EntryInput(props: EntryInputProps & (typeof PLACES | typeof PRODUCTS)) {
  const { value, index, read, nameOf, wordOf, ...shown } = props;
  const entry = read(value);
  const chosen = entry && { value, label: nameOf(entry, index), detail: wordOf(entry.type) };
  return <EntrySelect {...shown} chosen={chosen} />;
}
