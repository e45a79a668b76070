import type { ReactNode } from 'react';

/** A table wider than its place: scrolled sideways, by keyboard too. */
export function Sideways({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="sideways" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
