import type { EnergySource, Firm, FirmListReply } from '../../../server/firms/schema.ts';
import { coverageSentence, type Retrofit, retrofitOf } from '../../../server/rules/coverage.ts';
import type { ProjectsSearch } from '../../app/search.ts';
import { formatNumber } from '../../format.ts';
import type { ExportedTable } from '../../ui/card-file.ts';

type Listed = Pick<FirmListReply, 'total' | 'largestOpen'>;

/** Which firms are listed: by their level, those that declared nothing, or all, the closed ones too. */
export const LEVELS = { '1000': '千吨以上', '5000': '五千吨以上', none: '未申报用能', all: '全部' } as const;
export type Level = keyof typeof LEVELS;

export const RETROFIT_WORDS: Readonly<Record<Retrofit, string>> = {
  covered: '已改造',
  retrofitting: '改造中',
  uncovered: '未改造',
};

export const SOURCE_WORDS: Readonly<Record<EnergySource, string>> = {
  declaration: '企业申报',
  acceptance: '验收报告',
};

/** Where the figures come from, under every card and file. */
export const ENERGY_SOURCE = '企业年度用能来自企业申报或验收报告，不取自统计报表；改造情况来自项目库。';

const isLevel = (text: string | undefined): text is Level =>
  text !== undefined && Object.hasOwn(LEVELS, text);
const isRetrofit = (text: string | undefined): text is Retrofit =>
  text !== undefined && Object.hasOwn(RETROFIT_WORDS, text);

export const levelOf = ({ least }: ProjectsSearch): Level => (isLevel(least) ? least : '1000');
export const retrofitFilterOf = ({ stage }: ProjectsSearch): Retrofit | null =>
  isRetrofit(stage) ? stage : null;

/** Declared energy as text: '1234.50' → '1,234.5'; with as many decimals as its column has. */
export const tceText = (tce: string | null | undefined, decimals?: number) =>
  formatNumber(tce === null || tce === undefined ? null : Number(tce), decimals);

/** Decimals of a column of 吨标准煤: one where a value has any. */
export function tceDecimals(values: readonly (string | null)[]): 0 | 1 {
  return values.every((value) => value === null || Number.isInteger(Number(value))) ? 0 : 1;
}

export const tceOf = (firm: Firm, year: number) =>
  firm.declarations.find((declaration) => declaration.year === year)?.tce ?? null;

/** Years that have a column: the two newest, newest first. */
export const shownYears = ({ year, years }: FirmListReply) =>
  years.filter((one) => year === null || one <= year).slice(0, 2);

/** The finding above the list: how many, and the largest user still to be retrofitted. */
export function listFinding({ total, largestOpen }: Listed, level: Level): string {
  const count = formatNumber(total, 0);
  const counted = level === 'all' ? `企业${count}家` : `${LEVELS[level]}企业${count}家`;
  if (!largestOpen) return counted;
  return `${counted}，未改造的以${largestOpen.name}用能最大（${tceText(largestOpen.tce)}吨标准煤）`;
}

/** Headline of the page: the coverage of all the viewer sees. */
export function coverageHeadline({ coverage: { total, units } }: FirmListReply, isCity: boolean): string {
  const whose = isCity ? '全市' : units.length === 1 ? (units[0]?.unitName ?? '') : '';
  return `${whose}${coverageSentence(total)}`;
}

/** Finding over the coverage: of the unit chosen, else how the firms or the units lie apart. */
export function coverageFinding(
  { total, units }: FirmListReply['coverage'],
  unit: string | undefined,
): string {
  const chosen = units.find(({ unitCode }) => unitCode === unit);
  if (chosen && units.length > 1) return `${chosen.unitName}${coverageSentence(chosen)}`;
  if (total.listed === 0) return '改造覆盖率';
  if (units.length < 2) {
    return `已改造${total.covered}家，改造中${total.retrofitting}家，未改造${total.uncovered}家`;
  }
  const begun = units.filter(({ covered }) => covered > 0).length;
  const none = units.filter(({ listed, covered }) => listed > 0 && covered === 0).length;
  return `${begun}个单位已有企业完成改造${none === 0 ? '' : `，${none}个单位尚无`}`;
}

const COLUMNS = ['企业名称', '统一社会信用代码', '县（市、区）', '行业'];

/** The list as a file: one line a firm, all that is known. */
export function firmsTable(firms: readonly Firm[], years: readonly number[], scope: string): ExportedTable {
  return {
    title: '重点用能企业名册',
    sources: [ENERGY_SOURCE],
    internal: true,
    unit: '吨标准煤',
    scope,
    columns: [
      ...COLUMNS.map((label) => ({ label, kind: 'text' as const })),
      ...years.map((year) => ({ label: `${year}年用能（吨标准煤）`, kind: 'number' as const })),
      ...['来源', '改造情况', '改造项目', '称号', '停产、注销'].map((label) => ({
        label,
        kind: 'text' as const,
      })),
    ],
    rows: firms.map((firm) => [
      firm.name,
      firm.creditCode,
      firm.unitName,
      firm.industry,
      ...years.map((year) => tceOf(firm, year)),
      firm.tceSource === null ? '未申报' : `${SOURCE_WORDS[firm.tceSource]}（${firm.tceYear}年）`,
      RETROFIT_WORDS[retrofitOf(firm.projects)],
      firm.projects.map(({ name }) => name).join('；') || null,
      firm.titles.join('；') || null,
      firm.closedOn,
    ]),
  };
}

/** The coverage as a file: the city first where there is more than one unit. */
export function coverageTable({
  total,
  units,
}: FirmListReply['coverage']): Pick<ExportedTable, 'columns' | 'rows'> {
  const lines = [...(units.length > 1 ? [{ unitName: '全市', ...total }] : []), ...units];
  return {
    columns: [
      { label: '单位', kind: 'text' },
      ...['名册企业（家）', '已改造（家）', '改造中（家）', '未改造（家）', '覆盖率（按家数，%）'].map(
        (label) => ({
          label,
          kind: 'number' as const,
        }),
      ),
      ...['名册用能（吨标准煤）', '已改造用能（吨标准煤）', '覆盖率（按用能量，%）', '未申报用能（家）'].map(
        (label) => ({
          label,
          kind: 'number' as const,
        }),
      ),
    ],
    rows: lines.map((line) => [
      line.unitName,
      line.listed,
      line.covered,
      line.retrofitting,
      line.uncovered,
      line.pct,
      line.listedTce,
      line.coveredTce,
      line.tcePct,
      line.undeclared,
    ]),
  };
}

/** Text as typed → as it is sent: half-width, without separators and spaces; '' → null. */
export function typed(text: string): string | null {
  const plain = text.normalize('NFKC').trim();
  return plain === '' ? null : plain;
}
export const typedNumber = (text: string) => typed(text)?.replaceAll(/[,\s]/g, '') ?? null;

/** A year as typed; 0 where it is none, so that the server says what is wrong. */
export function typedYear(text: string): number | null {
  const plain = typed(text)?.replace(/年$/, '') ?? null;
  if (plain === null) return null;
  return /^\d{4}$/.test(plain) ? Number(plain) : 0;
}
