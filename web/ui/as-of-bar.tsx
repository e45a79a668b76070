import { lazy, Suspense } from 'react';
import { useAsOf } from './as-of.ts';

const Banner = lazy(async () => ({ default: (await import('./as-of-banner.tsx')).AsOfBanner }));

interface AsOfBarProps {
  ruleSet?: string | undefined;
  /** only this unit's revisions */
  unit?: string;
}

/** On a past day: which day, the way back, and what has been revised since. Nothing today; loaded when needed. */
export function AsOfBar(props: AsOfBarProps) {
  const asOf = useAsOf();
  if (asOf === undefined) return null;
  return (
    <Suspense fallback={<div style={{ minHeight: 58 }} />}>
      <Banner asOf={asOf} {...props} />
    </Suspense>
  );
}
