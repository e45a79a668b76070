import type { Certificate } from '../../server/quotas/certificate-schema.ts';
import type { QuotaCell } from '../../server/quotas/schema.ts';

export type EntryState = 'inForce' | 'future' | 'removed';

/** One named certificate on a given day. */
export interface RosterEntry {
  certificate: Certificate;
  state: EntryState;
  /** names a part of the base count of 2024 and does not add to it */
  inBase: boolean;
}

/** Status of an entry today in words. */
export const STATUS_WORDS: Readonly<Record<EntryState, string>> = {
  inForce: '有效',
  future: '尚未公布',
  removed: '已退出',
};

const LAST_BASE_YEAR = 2024;
const RANK: Record<EntryState, number> = { inForce: 0, future: 1, removed: 2 };

function stateOf(certificate: Certificate, asOf: string): EntryState {
  if (certificate.removedOn !== null && certificate.removedOn <= asOf) return 'removed';
  return certificate.publishedOn > asOf ? 'future' : 'inForce';
}

/** Entries in force first, the newest list before older ones, then by name. */
export function shapeRoster(certificates: readonly Certificate[], asOf: string): RosterEntry[] {
  return certificates
    .map((certificate) => ({
      certificate,
      state: stateOf(certificate, asOf),
      inBase: certificate.listYear <= LAST_BASE_YEAR,
    }))
    .sort(
      (a, b) =>
        RANK[a.state] - RANK[b.state] ||
        b.certificate.listYear - a.certificate.listYear ||
        a.certificate.holder.localeCompare(b.certificate.holder, 'zh-CN'),
    );
}

/** How many of the base are not named on the roster, of which so many are; null without a base. */
export function unnamedInBase({ base }: Pick<QuotaCell, 'base'>, named: number): number | null {
  return base === null ? null : Math.max(0, base - named);
}
