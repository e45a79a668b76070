import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { asOfSearch, useAsOf } from '../ui/as-of.ts';
import { useChoice } from './choice.ts';
import { isPlainClick } from './unit-at.ts';

interface UnitLinkProps {
  code: string;
  period: string;
  className?: string | undefined;
  title?: string | undefined;
  children: ReactNode;
}

/** A link to the county page that opens the county in place on a plain click or Enter. */
export function UnitLink({ code, period, className, title, children }: UnitLinkProps) {
  const kept = asOfSearch(useAsOf());
  const { chosen, choose } = useChoice();
  return (
    <Link
      to="/counties/$code"
      params={{ code }}
      search={{ period, ...kept }}
      className={className}
      title={title}
      aria-expanded={chosen === code}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        choose(chosen === code ? undefined : code);
      }}
    >
      {children}
    </Link>
  );
}
