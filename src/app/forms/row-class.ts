import row from '../ui/row.module.css';
import css from './form.module.css';

/** For the wrapper of a Mantine input: a row of a card, with label and description on the left. */
export const ROW_CLASS = `${row['row']} ${css['row']}`;
