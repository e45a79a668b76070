import { useLocation } from '@tanstack/react-router';
import { type CSSProperties, type ReactNode, useEffect, useState } from 'react';
import { useDismiss } from '../ui/use-dismiss.ts';
import styles from './shell.module.css';

interface NavGroupProps {
  label: string;
  /** where its entries lead: the group is marked while one of them is shown */
  paths: readonly string[];
  children: ReactNode;
}

/** Some entries of the navigation under one name; on a phone they stand in the line like the others. */
export function NavGroup({ label, paths, children }: NavGroupProps) {
  const pathname = useLocation({ select: (location) => location.pathname });
  const [place, setPlace] = useState<CSSProperties | null>(null);
  const [close] = useState(() => () => setPlace(null));
  const box = useDismiss(place !== null, close);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page was opened: the menu closes
  useEffect(close, [pathname]);
  const toggle = () => {
    const edge = box.current?.getBoundingClientRect();
    // the line scrolls sideways and would cut off what hangs below it, so the menu stands in the window
    setPlace(place === null && edge ? { left: edge.left, top: edge.bottom - 4 } : null);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: whoever tabs on has left the menu
    <div
      ref={box}
      className={styles.group}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) close();
      }}
    >
      <button
        type="button"
        className={paths.includes(pathname) ? `${styles.groupButton} ${styles.current}` : styles.groupButton}
        aria-expanded={place !== null}
        onClick={toggle}
      >
        {label}
        <span aria-hidden="true">▾</span>
      </button>
      <div
        className={place === null ? styles.groupMenu : `${styles.groupMenu} ${styles.open}`}
        style={place ?? {}}
      >
        {children}
      </div>
    </div>
  );
}
