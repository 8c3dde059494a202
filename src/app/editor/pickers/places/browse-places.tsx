import { useId, useState } from 'react';
import { formatNumber } from '#values/number-format.ts';
import { type Place, placeKey } from '#catalogue/model/kinds.ts';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import type { PlaceType } from '#contract/endpoint-constants.ts';
import {
  countInside,
  coverOf,
  type KnownPlace,
  type PlaceIndex,
  placeName,
  placeWord,
  withinConcept,
} from '#domain/targets/place-coverage.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { BrowseTree } from '../directory/browse-tree.tsx';
import type { TreeItems } from '../directory/directory-tree.tsx';
import type { ItemState } from '../directory/tree-item.tsx';
import { type Branches, type NodeRow, ROOT, type TreeNode } from '../directory/tree-rows.ts';

type Division = 'CONCEPT' | 'ZONE';

const rootOf = (type: PlaceType) => ({ type, id: null, concept: null });
/** By zone, the root also has the stores without a zone. */
const ROOTS = { CONCEPT: [rootOf('CONCEPT')], ZONE: [rootOf('ZONE'), rootOf('STORE')] } as const;

interface BrowsePlacesProps {
  readonly places: readonly Place[];
  /** Types that can be selected. Rows of other types only expand. */
  readonly types: readonly PlaceType[];
  readonly placeIndex: PlaceIndex;
  readonly onToggle: (entry: DirectoryEntry) => void;
}

/** The tree of all places, or of the search results. */
export function BrowsePlaces({ types, ...props }: BrowsePlacesProps) {
  const [division, setDivision] = useState<Division>('CONCEPT');
  const id = useId();
  return (
    <BrowseTree
      many="places"
      label={division === 'CONCEPT' ? 'Places by concept' : 'Places by zone'}
      searchLabel="Search places by name, code or id"
      roots={ROOTS[division]}
      // Zones, too, because the user may look for stores by their zone.
      searchedTypes={types.includes('ZONE') ? types : ['ZONE', ...types]}
      itemsOf={(branches) => placeItems({ types, ...props }, branches)}
      tools={
        <>
          <span id={`${id}-by`} className="visually-hidden">
            Arrange by
          </span>
          <Segmented<Division>
            id={`${id}-division`}
            labelledBy={`${id}-by`}
            segments={[
              { value: 'CONCEPT', label: 'By concept' },
              { value: 'ZONE', label: 'By zone' },
            ]}
            value={division}
            onChange={setDivision}
          />
        </>
      }
      hint={division === 'CONCEPT' ? 'A zone has stores of several concepts. Choosing it includes all of them.' : null}
      whenEmpty="You can enter ids under “Paste or file”."
    />
  );
}

/** What the rows of these branches show: whether a place is chosen, covered by another one, or has chosen ones inside. */
function placeItems({ places, types, placeIndex, onToggle }: BrowsePlacesProps, branches: Branches): TreeItems {
  const chosen = new Set(places.map(placeKey));
  const concepts = branches.get(ROOT)?.nodes ?? [];
  const conceptsOf = (zoneId: number) =>
    concepts.filter(({ zoneIds }) => zoneIds.includes(zoneId)).map(({ entry }) => entry.id);
  const inside = countInside(places, placeIndex, conceptsOf);
  const shown = new Map<string, KnownPlace>(
    [...branches.values()].flatMap(({ nodes }) => nodes.map(({ entry }) => [placeKey(entry), entry])),
  );
  const index: PlaceIndex = (place) => placeIndex(place) ?? shown.get(placeKey(place));

  function statusOf({ path, entry }: NodeRow, count: number, coveredBy: string | null): ItemState['status'] {
    if (!types.some((type) => type === entry.type)) return 'way';
    if (chosen.has(placeKey(entry))) return 'chosen';
    if (coveredBy !== null) return 'covered';
    const hasChosenChild = branches.get(path)?.nodes.some((node) => chosen.has(placeKey(node.entry)));
    return count > 0 || hasChosenChild ? 'mixed' : 'free';
  }

  return {
    stateOf: (row) => {
      const cover = coverOf(row.entry, chosen, index);
      const coveredBy = cover && placeName(cover, index);
      const count = countIn(row, inside);
      const status = statusOf(row, count, coveredBy);
      return { status, note: noteOf(row, status, coveredBy, count) };
    },
    detailsOf: ({ entry }) => placeWord(entry.type),
    onToggle,
  };
}

/** Number of selected places inside a row. Below a concept, only its own stores count. */
function countIn({ entry, concept }: TreeNode, counts: ReadonlyMap<string, number>): number {
  const key = entry.type === 'ZONE' && concept !== null ? withinConcept(entry, concept) : placeKey(entry);
  return counts.get(key) ?? 0;
}

function noteOf({ entry }: NodeRow, status: ItemState['status'], coveredBy: string | null, count: number): string {
  if (coveredBy !== null)
    return status === 'chosen' ? `Adds nothing: ${coveredBy} covers it` : `Covered by ${coveredBy}`;
  const closed = entry.isActive ? '' : entry.type === 'TILL' ? 'Out of use' : 'Closed';
  const chosenInside = count > 0 && status !== 'chosen' && `${formatNumber(count)} chosen inside`;
  return [chosenInside, closed].filter(Boolean).join(', ');
}
