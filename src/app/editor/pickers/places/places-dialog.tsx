import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatPlaces } from '#catalogue/format.ts';
import { formatNumber } from '#values/number-format.ts';
import { type Place, placeKey } from '#catalogue/model/kinds.ts';
import type { PlaceIndex } from '#domain/targets/place-coverage.ts';
import type { PlaceType } from '#contract/endpoint-constants.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import type { Source } from '../lists/paste-panel.tsx';
import picker from '../lists/picker.module.css';
import { BrowsePlaces } from './browse-places.tsx';
import { ChosenPlaces } from './chosen-places.tsx';
import { ListPlaces } from './list-places.tsx';
import css from './places.module.css';

type Pane = 'browse' | 'chosen' | 'list';

interface PlacesDialogProps {
  readonly title: string;
  readonly start: Pane;
  readonly places: readonly Place[];
  readonly none: string;
  readonly types: readonly PlaceType[];
  readonly placeIndex: PlaceIndex;
  readonly onChange: (places: readonly Place[]) => void;
  readonly onClose: () => void;
}

/** Selects places in a tree, by search or from a list. Changes apply at once, so closing loses nothing. */
export function PlacesDialog(props: PlacesDialogProps) {
  const { title, start, places, none, types, placeIndex, onChange, onClose } = props;
  const [pane, setPane] = useState<Pane>(start);
  const [source, setSource] = useState<Source | null>(null);
  const [announcement, setAnnouncement] = useState('');

  function toggle(place: Place) {
    const key = placeKey(place);
    const at = places.findIndex((each) => placeKey(each) === key);
    onChange(at < 0 ? [...places, { type: place.type, id: place.id }] : places.toSpliced(at, 1));
    setAnnouncement('');
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
        {pane === 'browse' && <BrowsePlaces places={places} types={types} placeIndex={placeIndex} onToggle={toggle} />}
        {pane === 'chosen' && <ChosenPlaces places={places} none={none} placeIndex={placeIndex} onChange={onChange} />}
        {pane === 'list' && (
          <ListPlaces
            places={places}
            types={types}
            source={source}
            onSource={setSource}
            onBack={() => setPane('browse')}
            onAdd={(added) => {
              setSource(null);
              onChange([...places, ...added]);
              setAnnouncement(`${formatPlaces(added)} added. `);
              setPane('chosen');
            }}
          />
        )}
      </div>
      {/* The list pane has its own footer, because a list applies only when it is added. */}
      {pane !== 'list' && (
        <div className={`apart secondary ${css.foot}`}>
          <p role="status">{`${announcement}${places.length === 0 ? none : formatPlaces(places)}`}</p>
          <Button onClick={onClose}>Done</Button>
        </div>
      )}
    </Dialog>
  );
}
