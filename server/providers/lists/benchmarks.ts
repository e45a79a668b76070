import { and, asc, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm';
import type { ReadDb } from '../../../db/open.ts';
import { beneficiary, certificate, project, unit } from '../../../db/schema.ts';
import { grouped } from '../../rules/grouped.ts';
import { CERTIFICATE_COLUMNS, certificateColumn } from '../../rules/quota-columns.ts';
import { type ListScope, projectsIn, titlesIn } from '../scope.ts';
import { date, integer, joined, type Line, type ListContent, text } from './form.ts';

type Db = Pick<ReadDb, 'select'>;

const ORDER = new Map(CERTIFICATE_COLUMNS.map(({ key }, index) => [key, index]));

/** Titles in force on the day, by unit and holder. */
function titleRows(db: Db, scope: ListScope, today: string) {
  const inForce = and(
    lte(certificate.publishedOn, today),
    or(isNull(certificate.removedOn), gt(certificate.removedOn, today)),
  );
  return db
    .select({ title: certificate, unitName: unit.name, industry: beneficiary.industry })
    .from(certificate)
    .innerJoin(unit, eq(unit.code, certificate.unitCode))
    .leftJoin(beneficiary, eq(beneficiary.id, certificate.beneficiaryId))
    .where(titlesIn(scope, inForce))
    .orderBy(asc(unit.sortOrder), asc(certificate.holder), asc(certificate.id))
    .all();
}
type TitleRow = ReturnType<typeof titleRows>[number];

/** One holder is one line: known by its record, else by its code, else by its name. */
function holderOf({ title: { beneficiaryId, creditCode, holder } }: TitleRow): string {
  if (beneficiaryId !== null) return `beneficiary ${beneficiaryId}`;
  return creditCode === null ? `name ${holder}` : `code ${creditCode}`;
}

/** Number of projects by firm, of those this scope may see. */
function projectNumbers(db: Db, scope: ListScope, firmIds: readonly number[]): Map<number, number> {
  const numbers = new Map<number, number>();
  const rows = db
    .select({ firmId: project.firmId })
    .from(project)
    .innerJoin(beneficiary, eq(beneficiary.id, project.firmId))
    .where(projectsIn(scope, inArray(project.firmId, [...firmIds])))
    .all();
  for (const { firmId } of rows) numbers.set(firmId, (numbers.get(firmId) ?? 0) + 1);
  return numbers;
}

const titleWords = ({ title }: TitleRow) => `${certificateColumn(title.column).label}（${title.listYear}年）`;

/** 示范标杆: firms and parks with a title in force, from the roster. */
export function benchmarkList(db: Db, scope: ListScope, today: string): ListContent {
  const rows = titleRows(db, scope, today);
  const holders = [...grouped(rows, holderOf).entries()];
  const ids = rows.flatMap(({ title }) => title.beneficiaryId ?? []);
  const projects = projectNumbers(db, scope, ids);
  const lines = holders.flatMap(([key, titles]): Line[] => {
    const sorted = [...titles].sort(
      (a, b) => (ORDER.get(a.title.column) ?? 0) - (ORDER.get(b.title.column) ?? 0),
    );
    const newest = titles.reduce((a, b) => (b.title.publishedOn > a.title.publishedOn ? b : a));
    const { holder, beneficiaryId } = newest.title;
    const creditCode = titles.find(({ title }) => title.creditCode !== null)?.title.creditCode ?? null;
    const isPark = titles.every(({ title }) => certificateColumn(title.column).measure === '个');
    const cells = [
      holder,
      creditCode,
      newest.unitName,
      isPark ? '园区' : (newest.industry ?? null),
      joined(sorted.map(titleWords)),
      newest.title.publishedOn,
      joined(sorted.map(({ title }) => title.batchDocument)),
      beneficiaryId === null || isPark ? null : (projects.get(beneficiaryId) ?? 0),
    ];
    return [{ key, firmId: isPark ? null : beneficiaryId, providerId: null, cells }];
  });
  return {
    title: '绿色低碳示范标杆清单',
    unitWords: null,
    columns: [
      integer('序号'),
      text('企业（园区）名称'),
      text('统一社会信用代码'),
      text('县（市、区）'),
      text('行业'),
      text('现行称号（名单年度）'),
      date('最近公布日期'),
      text('名单文号'),
      integer('改造项目（个）'),
    ],
    lines,
    sentence:
      lines.length === 0
        ? '还没有示范标杆'
        : `示范标杆企业（园区）${lines.length}家，现行称号${rows.length}个`,
    note: '取自“绿色标杆”称号名单中现行有效的称号，一家一行；2024年底存量中未逐一登记名称的不在此列。',
    next: '称号由市工信局在“绿色标杆”的称号名单中登记，登记后自动列入本清单。',
    internal: true,
  };
}
