import type { ReactNode } from 'react';
import type { Example, MethodFacts } from './facts.ts';

/** One method of the platform, as it is set out on the page. */
export interface Method {
  /** anchor on the page */
  id: string;
  title: string;
  /** what it is for, one sentence */
  purpose: string;
  formula: ReactNode;
  /** what the letters mean, and the edge cases */
  notes: readonly string[];
  /** document and number, standard or paper; 参照 where it is a reading */
  source: string;
  example: (facts: MethodFacts) => Example;
}

/** Methods of one part of the page. */
export interface MethodGroup {
  id: string;
  title: string;
  methods: readonly Method[];
}
