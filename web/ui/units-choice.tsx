import { lazy, Suspense, useState } from 'react';
import { FIRST_UNITS, UNITS_PAGE, type UnitsAsked } from '../api/queries.ts';

const UnitsBar = lazy(async () => ({ default: (await import('./units-bar.tsx')).UnitsBar }));

/** Which units a screen shows, with the way to the others; of a city all of them, and no such way. */
export function useUnitsChoice() {
  const [asked, onAsk] = useState(FIRST_UNITS);
  return { asked, onAsk };
}

interface UnitsChoiceProps {
  asked: UnitsAsked;
  onAsk: (asked: UnitsAsked) => void;
  /** what is read of them */
  query: { data: { total: number } | undefined; isPlaceholderData: boolean };
}

/** The way to the other units; nothing where all are on the screen. */
export function UnitsChoice({ asked, onAsk, query: { data, isPlaceholderData } }: UnitsChoiceProps) {
  // it stays once it was used, while what it asked for is on its way
  if (asked === FIRST_UNITS && (data?.total ?? 0) <= UNITS_PAGE) return null;
  return (
    <Suspense fallback={null}>
      <UnitsBar asked={asked} total={data?.total} isPending={isPlaceholderData} onAsk={onAsk} />
    </Suspense>
  );
}
