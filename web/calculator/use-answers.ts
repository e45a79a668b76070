import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { type CalculatorSearch, stringifySearch } from '../app/search.ts';

const route = getRouteApi('/calculator');

/** Pause before answers go into the address; typing must not wait for the router. */
const PAUSE_MS = 250;

/** The answers: changed at once on screen, in the address a moment later; a link or 后退 brings others. */
export function useAnswers(): [CalculatorSearch, (next: CalculatorSearch) => void] {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [current, setCurrent] = useState(search);
  const written = useRef(stringifySearch(search));
  const timer = useRef(0);
  const address = stringifySearch(search);
  useEffect(() => {
    if (address === written.current) return;
    written.current = address;
    window.clearTimeout(timer.current);
    setCurrent(search);
  }, [address, search]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const change = (next: CalculatorSearch) => {
    setCurrent(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      written.current = stringifySearch(next);
      void navigate({ search: next, replace: true, resetScroll: false });
    }, PAUSE_MS);
  };
  return [current, change];
}
