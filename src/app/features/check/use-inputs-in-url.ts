import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { ignoredIn, type Inputs, readInputs, searchOf } from './check-inputs.ts';

const useSearchOfUrl = (): Readonly<Record<string, unknown>> => useLocation({ select: (location) => location.search });

/** The names in the URL that the check ignores, until an input changes the URL. */
export const useIgnoredInUrl = (): readonly string[] => ignoredIn(useSearchOfUrl());

/** The inputs, with their copy in the URL. The URL follows; another URL (a link, Back) replaces them. */
export function useInputsInUrl(): readonly [Inputs, (change: Partial<Inputs>) => void] {
  const search = useSearchOfUrl();
  const navigate = useNavigate();
  const [inputs, setInputs] = useState(() => readInputs(search));
  const latest = useRef(inputs);
  const written = useRef<readonly string[]>([]);

  useEffect(() => {
    const arrived = JSON.stringify(searchOf(readInputs(search)));
    const own = written.current.lastIndexOf(arrived);
    if (own >= 0) {
      written.current = written.current.slice(own + 1);
      return;
    }
    if (arrived === JSON.stringify(searchOf(latest.current))) return;
    latest.current = readInputs(search);
    setInputs(latest.current);
  }, [search]);

  const change = (texts: Partial<Inputs>) => {
    latest.current = { ...latest.current, ...texts };
    setInputs(latest.current);
    const next = searchOf(latest.current);
    written.current = [...written.current, JSON.stringify(next)];
    void navigate({ to: '.', search: next, replace: true, resetScroll: false });
  };
  return [inputs, change];
}
