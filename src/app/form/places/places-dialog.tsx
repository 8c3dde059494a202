import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatNumber, formatPlaces } from '#catalogue/format.ts';
import type { Place } from '#catalogue/kinds.ts';
import { type PlaceBook, placeKey } from '#domain/places.ts';
import type { PlaceType } from '../../api/places.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import { Segmented } from '../controls/segmented.tsx';
import type { Source } from '../lists/paste-panel.tsx';
import picker from '../lists/picker.module.css';
import { BrowsePlaces } from './browse-places.tsx';
import { ChosenPlaces } from './chosen-places.tsx';
import { ListPlaces } from './list-places.tsx';
import type { HeldBook } from './place-book.ts';
import css from './places.module.css';

type Pane = 'browse' | 'chosen' | 'list';

interface PlacesDialogProps {
  readonly title: string;
  readonly start: Pane;
  readonly places: readonly Place[];
  readonly none: string;
  readonly types: readonly PlaceType[];
  readonly held: HeldBook;
  readonly book: PlaceBook;
  readonly onChange: (places: readonly Place[]) => void;
  readonly onClose: () => void;
}

/** Chooses places in the organisation's tree, by search, or from a list. What is chosen counts at once: closing loses nothing. */
export function PlacesDialog(props: PlacesDialogProps) {
  const { title, start, places, none, types, held, book, onChange, onClose } = props;
  useReturnFocus();
  const [pane, setPane] = useState<Pane>(start);
  const [source, setSource] = useState<Source | null>(null);
  const [said, setSaid] = useState('');

  function toggle(place: Place) {
    const key = placeKey(place);
    const at = places.findIndex((each) => placeKey(each) === key);
    onChange(at < 0 ? [...places, { type: place.type, id: place.id }] : places.toSpliced(at, 1));
    setSaid('');
  }

  return (
    <Dialog
      opened
      onClose={onClose}
      size={720}
      title={title}
      classNames={{ inner: picker.modalInner, content: picker.modal, body: css.body }}
    >
      <span id="places-panes" className="visually-hidden">
        What to show
      </span>
      <Segmented<Pane>
        id="places-pane"
        labelledBy="places-panes"
        segments={[
          { value: 'browse', label: 'All' },
          { value: 'chosen', label: `Chosen ${formatNumber(places.length)}` },
          { value: 'list', label: 'Paste or file' },
        ]}
        value={pane}
        onChange={setPane}
      />
      <div className={css.pane} data-pane={pane}>
        {pane === 'browse' && <BrowsePlaces places={places} types={types} held={held} book={book} onToggle={toggle} />}
        {pane === 'chosen' && <ChosenPlaces places={places} none={none} book={book} onChange={onChange} />}
        {pane === 'list' && (
          <ListPlaces
            places={places}
            types={types}
            held={held}
            source={source}
            onSource={setSource}
            onBack={() => setPane('browse')}
            onAdd={(added) => {
              setSource(null);
              onChange([...places, ...added]);
              setSaid(`${formatPlaces(added)} added. `);
              setPane('chosen');
            }}
          />
        )}
      </div>
      {/* A list has its own: it counts once it is added. */}
      {pane !== 'list' && (
        <div className={css.foot}>
          <p role="status">{`${said}${places.length === 0 ? none : formatPlaces(places)}`}</p>
          <Button onClick={onClose}>Done</Button>
        </div>
      )}
    </Dialog>
  );
}
