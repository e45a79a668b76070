import type { CertificateKey } from '../server/rules/quota-columns.ts';

/** A candidate for a title that the plan names (培育对象). */
export interface SeedCandidate {
  /** as printed, brackets and all */
  name: string;
  column: CertificateKey;
  /** GB/T 2260 code, only where the name itself says the place; the plan gives none */
  unitCode: string | null;
  clause: string;
  /** reading, never the plan's own sentence */
  note: string;
}

const FACTORY_CLAUSE = '二（二）5';
const PARK_CLAUSE = '二（二）7';
const LEADER_CLAUSE = '二（二）8';

/** The plan names no level for zero-carbon titles; the province's comes first. */
const NO_LEVEL = '规划提出探索创建，未写明级别，暂按省级列，可由市工信局调整。';

const candidate = (
  column: CertificateKey,
  clause: string,
  note: string,
  name: string,
  unitCode: string | null = null,
): SeedCandidate => ({ name, column, unitCode, clause, note });

/**
 * Every firm and park the plan names for a title, in printed order. Firms it names for projects, recycling or other
 * lists (clauses 7, 10 to 12) are no candidates for a title of the register and stand elsewhere.
 */
export const CANDIDATES: readonly SeedCandidate[] = [
  ...['琥珀新材料', '一德粮油', '赛得利（中国）', '中建材'].map((name) =>
    candidate('greenFactoryNational', FACTORY_CLAUSE, '规划列为国家级绿色工厂重点培育企业。', name),
  ),
  ...['德福电子', '巨石集团', '青岛啤酒'].map((name) =>
    candidate('zeroCarbonFactoryProvincial', FACTORY_CLAUSE, NO_LEVEL, name),
  ),
  candidate('zeroCarbonParkProvincial', PARK_CLAUSE, NO_LEVEL, '共青高新区', '360482'),
  candidate('zeroCarbonParkProvincial', PARK_CLAUSE, NO_LEVEL, '修水工业园', '360424'),
  candidate('zeroCarbonParkProvincial', PARK_CLAUSE, NO_LEVEL, '彭泽工业园', '360430'),
  ...['九江石化', '江铜铅锌', '心连心', '理文造纸', '万年青'].map((name) =>
    candidate('efficiencyLeader', LEADER_CLAUSE, '规划支持持续创建，能效、水效未区分。', name),
  ),
];
