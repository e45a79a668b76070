import { searchable } from '../http/paging.ts';
import { CERTIFICATE_COLUMNS, certificateColumn } from '../rules/quota-columns.ts';
import type { Certificate } from './certificate-schema.ts';

/** How the titles are ordered: as the lists were published, as the register shows them, as a number's names. */
export const REGISTER_SORTS = ['list', 'register', 'roster'] as const;

export interface RegisterFilter {
  status?: Certificate['status'] | undefined;
  /** part of a name, former name, credit code or document */
  q?: string | undefined;
  sort: (typeof REGISTER_SORTS)[number];
}

const RANK: Readonly<Record<Certificate['status'], number>> = { inForce: 0, future: 1, removed: 2 };
const ORDER = new Map<string, number>(CERTIFICATE_COLUMNS.map(({ key }, index) => [key, index]));
const chinese = new Intl.Collator('zh-CN');

function isFound({ holder, formerNames, creditCode, batchDocument }: Certificate, wanted: string): boolean {
  if (wanted === '') return true;
  const texts = [holder, ...formerNames, creditCode ?? '', batchDocument ?? ''];
  return texts.some((text) => searchable(text).includes(wanted));
}

/** In force first, then in the register by title, the newest list first. */
function inOrder(sort: RegisterFilter['sort']): (a: Certificate, b: Certificate) => number {
  const byTitle = (a: Certificate, b: Certificate) =>
    sort === 'register' ? (ORDER.get(a.column) ?? 0) - (ORDER.get(b.column) ?? 0) : 0;
  return (a, b) =>
    RANK[a.status] - RANK[b.status] ||
    byTitle(a, b) ||
    b.listYear - a.listYear ||
    chinese.compare(a.holder, b.holder) ||
    a.id - b.id;
}

/** The titles asked for, in the order asked for. */
export function shapeRegister(
  certificates: readonly Certificate[],
  { status, q = '', sort }: RegisterFilter,
): Certificate[] {
  const wanted = searchable(q);
  const found = certificates.filter(
    (one) => (status === undefined || one.status === status) && isFound(one, wanted),
  );
  return sort === 'list' ? found : found.sort(inOrder(sort));
}

const LAST_BASE_YEAR = 2024;
const isFirm = ({ column }: Certificate) => certificateColumn(column).measure === '家';

/** Counts over titles: in force, removed, in force without a credit code (a park needs none), named of the base. */
export function registerCounts(entries: readonly Certificate[]) {
  const inForce = entries.filter(({ status }) => status === 'inForce');
  return {
    total: entries.length,
    inForce: inForce.length,
    removed: entries.filter(({ status }) => status === 'removed').length,
    lacking: inForce.filter((entry) => entry.creditCode === null && isFirm(entry)).length,
    inBase: entries.filter(({ listYear }) => listYear <= LAST_BASE_YEAR).length,
  };
}
