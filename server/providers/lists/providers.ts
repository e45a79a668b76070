import type { ReadDb } from '../../../db/open.ts';
import { engineersMark, PLATFORM_ENGINEERS, selectionSentence } from '../../rules/provider-bars.ts';
import { type ProviderView, providersOf } from '../list.ts';
import type { Provider } from '../schema.ts';
import { date, integer, joined, type ListContent, text } from './form.ts';

type Db = Pick<ReadDb, 'select'>;

/** Whether a provider has to do with a unit: in charge of it, or registered there. */
const servesUnit = (unitCode: string) => (provider: Provider) =>
  provider.unitCode === unitCode || provider.charges.some((charge) => charge.unitCode === unitCode);

/** '；其中1家高工不足2人'; '' where there is none. */
function fewEngineers(providers: readonly Provider[]): string {
  const few = providers.filter(({ seniorEngineers }) => engineersMark(seniorEngineers) !== null).length;
  return few === 0 ? '' : `；其中${few}家高工不足${PLATFORM_ENGINEERS}人`;
}

/** Names the provider's line where its engineers are few. */
function markOf({ seniorEngineers }: Provider): { mark?: string } {
  const mark = engineersMark(seniorEngineers);
  return mark === null ? {} : { mark };
}

/**
 * 服务商: those on the list. Selected ones are public, so a county sees them all.
 * @param unitCode only those in charge of this unit or registered there
 */
export function providersList(db: Db, view: ProviderView, unitCode: string | undefined): ListContent {
  const listed = providersOf(db, view).filter(({ state }) => state === 'listed');
  const shown = unitCode === undefined ? listed : listed.filter(servesUnit(unitCode));
  return {
    title: '绿色低碳技术服务商清单',
    unitWords: null,
    columns: [
      integer('序号'),
      text('服务商名称'),
      text('统一社会信用代码'),
      text('登记所在地'),
      text('服务领域'),
      integer('节能降碳高级工程师（人）'),
      date('遴选日期'),
      text('遴选文件'),
      text('包挂县（市、区）、行业'),
      integer('诊断企业（家）'),
      integer(`${view.year}年落地方案（个）`),
      text('联系人'),
      text('联系电话'),
    ],
    lines: shown.map((provider) => ({
      key: `provider ${provider.id}`,
      firmId: null,
      providerId: provider.id,
      ...markOf(provider),
      cells: [
        provider.name,
        provider.creditCode,
        provider.unitName,
        provider.expertise,
        provider.seniorEngineers,
        provider.selectedOn,
        provider.selectionDocument,
        joined(provider.charges.map(({ unitName, industry }) => unitName ?? industry)),
        provider.diagnosed,
        provider.measure5.plans,
        provider.contact,
        provider.phone,
      ],
    })),
    sentence:
      unitCode === undefined
        ? `${selectionSentence(listed.length)}${fewEngineers(listed)}`
        : `包挂本地或在本地登记的在册服务商${shown.length}家，全市共${listed.length}家${fewEngineers(shown)}`,
    note: `经公开遴选且未退出的服务商；诊断企业、落地方案为全市数，落地方案按改造开工日期所在年度计。高级工程师不足${PLATFORM_ENGINEERS}人的不符合措施五的人员条件；行动计划第15项对遴选未定人数，仍计入在册家数。`,
    next: '由市工信局在本页“登记服务商”，填写遴选日期和文件后列入本清单。',
    internal: true,
  };
}
