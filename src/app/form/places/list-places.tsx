import { Button } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { formatNumber, formatPlaces } from '#catalogue/format.ts';
import type { Place } from '#catalogue/kinds.ts';
import type { DirectoryEntry } from '#contract/directory.ts';
import { decodeText } from '#domain/lists/decode-text.ts';
import { offencesAsCsv } from '#domain/lists/list-report.ts';
import { reportPlaces } from '#domain/lists/place-report.ts';
import { type ListKey, readList } from '#domain/lists/read-list.ts';
import { placeWord } from '#domain/places.ts';
import { lookUpPlaces, type PlaceType } from '../../api/places.ts';
import { Notice } from '../../ui/notice.tsx';
import input from '../controls/input.module.css';
import { Segmented } from '../controls/segmented.tsx';
import type { HeldBook } from './place-book.ts';
import css from './places.module.css';

/** Codes longer than this are on nobody's file, and the server takes none. */
const LONGEST_KEY = 200;
/** So many offending lines are shown; all of them are in the file. */
const SHOWN = 100;

interface ListPlacesProps {
  readonly places: readonly Place[];
  readonly types: readonly PlaceType[];
  readonly held: HeldBook;
  readonly onAdd: (places: readonly Place[]) => void;
}

interface Found {
  readonly keys: readonly ListKey[];
  readonly matches: ReadonlyMap<string, readonly DirectoryEntry[]>;
  readonly empty: boolean;
}

type Wanted = PlaceType | 'ANY';

/** Reads codes or ids from a paste or a file and says what would become of each line before anything is applied. */
export function ListPlaces({ places, types, held, onAdd }: ListPlacesProps) {
  const [text, setText] = useState('');
  const [wanted, setWanted] = useState<Wanted>(types.length === 1 ? (types[0] ?? 'ANY') : 'ANY');
  const [withUnknown, setWithUnknown] = useState(false);
  const [found, setFound] = useState<Found | null>(null);
  const [state, setState] = useState<'idle' | 'reading' | { readonly problem: string }>('idle');
  const file = useRef<HTMLInputElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const round = useRef(0);

  async function check(list: string, type: Wanted) {
    round.current += 1;
    const mine = round.current;
    setState('reading');
    try {
      const keys = await readInTurns(list);
      const asked = [...new Set(keys.map(({ key }) => key))].filter(({ length }) => length <= LONGEST_KEY);
      const answer = await lookUpPlaces(asked, type === 'ANY' ? types : [type], 'either');
      if (mine !== round.current) return;
      held.learn(answer.results.flatMap(({ matches }) => matches));
      setFound({
        keys,
        matches: new Map(answer.results.map(({ key, matches }) => [key, matches])),
        empty: answer.empty,
      });
      setState('idle');
      requestAnimationFrame(() => heading.current?.focus());
    } catch (error) {
      if (mine === round.current)
        setState({ problem: `The list could not be looked up. ${error instanceof Error ? error.message : ''}` });
    }
  }

  async function open(chosen: File) {
    const decoded = decodeText(new Uint8Array(await chosen.arrayBuffer()));
    if ('refused' in decoded) return setState({ problem: decoded.refused });
    setText(decoded.text);
    await check(decoded.text, wanted);
  }

  const unknownAs = withUnknown && wanted !== 'ANY' ? wanted : null;
  const report = useMemo(
    () => found && reportPlaces(found.keys, (key) => found.matches.get(key) ?? [], { chosen: places, unknownAs }),
    [found, places, unknownAs],
  );

  if (report === null)
    return (
      <>
        <WantedTypes types={types} wanted={wanted} onChange={setWanted} />
        <textarea
          className={`${input.field} ${input.input} ${input.area} ${css.paste}`}
          rows={8}
          data-autofocus
          spellCheck={false}
          aria-label="Codes or ids"
          placeholder={'Paste codes or ids, a spreadsheet column or a CSV:\nBLR-001\nBLR-002\n1203'}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {typeof state === 'object' && (
          <Notice tone="error" live>
            {state.problem}
          </Notice>
        )}
        <div className={input.line}>
          <Button
            variant="default"
            disabled={text.trim() === '' || state === 'reading'}
            onClick={() => void check(text, wanted)}
          >
            {state === 'reading' ? 'Looking up…' : 'Check the list'}
          </Button>
          <button type="button" className={input.textButton} onClick={() => file.current?.click()}>
            Choose a file…
          </button>
          <input
            ref={file}
            type="file"
            className="visually-hidden"
            tabIndex={-1}
            accept=".csv,.txt,.tsv,text/*"
            aria-label="File of codes or ids"
            onChange={(event) => {
              const [chosen] = event.currentTarget.files ?? [];
              event.currentTarget.value = '';
              if (chosen) void open(chosen);
            }}
          />
        </div>
      </>
    );

  const { added, offences, unknownIds, read } = report;
  const of = (why: (typeof offences)[number]['why']) => offences.filter((offence) => offence.why === why).length;
  const csv = offences.length > 0 && `data:text/csv;charset=utf-8,${encodeURIComponent(offencesAsCsv(offences))}`;
  return (
    <>
      <h3 ref={heading} tabIndex={-1} className={css.heading}>
        {formatNumber(read)} read: {added.length === 0 ? 'nothing to add' : `${formatPlaces(added)} to add`}
      </h3>
      <WantedTypes
        types={types}
        wanted={wanted}
        onChange={(type) => {
          setWanted(type);
          void check(text, type);
        }}
      />
      {found?.empty === true && (
        <Notice tone="info">
          The directory holds none of these places, so ids cannot be checked. Choose a type to take them as they are.
        </Notice>
      )}
      <ul className={css.counts}>
        <Count count={of('chosen')} words="chosen already" />
        <Count count={of('repeated')} words="repeated in the list" />
        <Count count={of('unknown')} words="not in the directory" />
        <Count count={of('ambiguous')} words="with more than one meaning" />
        <Count count={of('unreadable')} words="neither an id nor a known code" />
      </ul>
      {unknownIds > 0 && wanted !== 'ANY' && (
        <label className={css.check}>
          <input
            type="checkbox"
            checked={withUnknown}
            onChange={(event) => setWithUnknown(event.currentTarget.checked)}
          />
          Add {formatNumber(unknownIds)} unknown {unknownIds === 1 ? 'id' : 'ids'} too, as{' '}
          {placeWord(wanted).toLowerCase()}s
        </label>
      )}
      {offences.length > 0 && (
        // It scrolls, so the keyboard must reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={css.lines} tabIndex={0} role="region" aria-label="Lines that add nothing">
          <table>
            <thead>
              <tr>
                <th scope="col">Line</th>
                <th scope="col">Value</th>
                <th scope="col">Why it adds nothing</th>
              </tr>
            </thead>
            <tbody>
              {offences.slice(0, SHOWN).map(({ line, key, reason }, at) => (
                <tr key={at}>
                  <td>{formatNumber(line)}</td>
                  <td>{key}</td>
                  <td>{reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {offences.length > SHOWN && <p>and {formatNumber(offences.length - SHOWN)} more, all of them in the file</p>}
        </div>
      )}
      <div className={input.line}>
        <Button disabled={added.length === 0} onClick={() => onAdd(added)}>
          {added.length === 0 ? 'Nothing to add' : `Add ${formatPlaces(added)}`}
        </Button>
        <Button variant="default" onClick={() => setFound(null)}>
          Back to the list
        </Button>
        {csv && (
          <a className={css.download} href={csv} download="lines-not-added.csv">
            Download these lines
          </a>
        )}
      </div>
    </>
  );
}

function Count({ count, words }: { count: number; words: string }) {
  return (
    count > 0 && (
      <li>
        <b>{formatNumber(count)}</b> {words}
      </li>
    )
  );
}

interface WantedTypesProps {
  readonly types: readonly PlaceType[];
  readonly wanted: Wanted;
  readonly onChange: (type: Wanted) => void;
}

function WantedTypes({ types, wanted, onChange }: WantedTypesProps) {
  if (types.length === 1) return null;
  return (
    <>
      <span id="places-wanted-label" className="visually-hidden">
        What the list names
      </span>
      <Segmented<Wanted>
        id="places-wanted"
        labelledBy="places-wanted-label"
        segments={[
          { value: 'ANY', label: 'Any' },
          ...types.map((type) => ({ value: type, label: `${placeWord(type)}s` })),
        ]}
        value={wanted}
        onChange={onChange}
      />
    </>
  );
}

/** Lets the page answer to keys while a long list is read. */
async function readInTurns(text: string): Promise<readonly ListKey[]> {
  const reading = readList(text);
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value.keys;
    await new Promise((resolve) => setTimeout(resolve));
  }
}
