import { createContext, useContext, useLayoutEffect } from 'react';

/** Sets the headline of 项目库; null = the plain name of the page. */
export const FindingContext = createContext<(words: string | null) => void>(() => undefined);

/** Makes what a tab has found out the headline of the page, as long as the tab is shown; null until it is known. */
export function useFinding(words: string | null): void {
  const setFinding = useContext(FindingContext);
  useLayoutEffect(() => {
    setFinding(words);
    return () => setFinding(null);
  }, [words, setFinding]);
}
