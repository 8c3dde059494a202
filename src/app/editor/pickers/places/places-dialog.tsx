import { useQueryClient } from '@tanstack/react-query';
import { formatPlaces } from '#catalogue/format.ts';
import { type Place, placeKey } from '#catalogue/model/kinds.ts';
import type { PlaceIndex } from '#domain/targets/place-coverage.ts';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import type { PlaceType } from '#contract/endpoint-constants.ts';
import { cacheEntry } from '../../../series/entity-names.ts';
import { PickerFrame } from '../lists/picker-frame.tsx';
import { useUndoable } from '../lists/use-undoable.ts';
import { BrowsePlaces } from './browse-places.tsx';
import { ChosenPlaces } from './chosen-places.tsx';
import { ListPlaces } from './list-places.tsx';

interface PlacesDialogProps {
  readonly title: string;
  readonly start: 'find' | 'paste';
  readonly places: readonly Place[];
  readonly none: string;
  readonly types: readonly PlaceType[];
  readonly placeIndex: PlaceIndex;
  readonly onChange: (places: readonly Place[]) => void;
  readonly onClose: () => void;
}

/** Selects places in a tree, by search or from a list. Changes apply to the form at once. */
export function PlacesDialog(props: PlacesDialogProps) {
  const { title, start, places, none, types, placeIndex, onChange, onClose } = props;
  const client = useQueryClient();
  const { change, refuse: _, ...last } = useUndoable(places, onChange);

  function toggle(entry: DirectoryEntry) {
    cacheEntry(client, entry);
    const at = places.findIndex((place) => placeKey(place) === placeKey(entry));
    if (at >= 0) change(places.toSpliced(at, 1), `${entry.name} removed.`);
    else change([...places, { type: entry.type, id: entry.id }], `${entry.name} added.`);
  }

  return (
    <PickerFrame
      {...last}
      title={title}
      many="places"
      count={places.length}
      start={start}
      find={<BrowsePlaces places={places} types={types} placeIndex={placeIndex} onToggle={toggle} />}
      chosen={<ChosenPlaces places={places} none={none} placeIndex={placeIndex} onChange={change} />}
      renderPaste={({ onAdded, ...paste }) => (
        <ListPlaces
          {...paste}
          places={places}
          types={types}
          onAdd={(added) => {
            change([...places, ...added], `${formatPlaces(added)} added.`);
            onAdded();
          }}
        />
      )}
      onClose={onClose}
    />
  );
}
