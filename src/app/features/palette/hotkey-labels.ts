import type { HotkeyId } from '../../ui/hotkeys.ts';

interface Labelled {
  readonly label: string;
  readonly group: 'Everywhere' | 'In the list' | 'Reading a series' | 'Editing a series' | 'In a message';
}

/** How the "?" dialog lists the hotkeys. Apart from their table, because no other page shows it. */
export const HOTKEY_LABELS: Readonly<Record<HotkeyId, Labelled>> = {
  palette: { label: 'Find a field, a series or an action', group: 'Everywhere' },
  search: { label: 'Search', group: 'Everywhere' },
  keys: { label: 'This list', group: 'Everywhere' },
  leave: { label: 'Leave a dialog or a menu', group: 'Everywhere' },
  nextRow: { label: 'Next series; Enter opens it', group: 'In the list' },
  previousRow: { label: 'Previous series', group: 'In the list' },
  selectRow: { label: 'Choose the series, or not', group: 'In the list' },
  edit: { label: 'Edit it, if your role allows it', group: 'Reading a series' },
  save: { label: 'Review and save', group: 'Editing a series' },
  undo: { label: 'Undo, across all fields', group: 'Editing a series' },
  redo: { label: 'Redo', group: 'Editing a series' },
  nextSection: { label: 'Next section', group: 'Editing a series' },
  previousSection: { label: 'Previous section', group: 'Editing a series' },
  openTags: { label: 'Tags to insert', group: 'In a message' },
  moveInTags: { label: 'Choose one', group: 'In a message' },
  insertTag: { label: 'Insert it', group: 'In a message' },
};
