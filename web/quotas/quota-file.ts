import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { QUOTA_COLUMNS } from '../../server/rules/quota-columns.ts';
import type { CardFile } from '../ui/card-file.ts';
import { statusWords } from './bullet-shape.ts';

/** The seven quotas of one unit, or of the city, as a file. */
export function quotaFile(name: string, cells: QuotaPaceReply['totals'], asOf?: string): CardFile {
  return {
    title: `${name}绿色制造标杆存量与2027年目标`,
    sources: ['目标：附件2表二；存量：2024年底存量和称号名单。'],
    internal: false,
    unit: '园区为个，其余为家',
    scope: '按2027年总量理解（总量口径，待市工信局确认）',
    asOf,
    table: {
      columns: [
        { label: '类别', kind: 'text' },
        { label: '存量', kind: 'integer' },
        { label: '2027年目标', kind: 'integer' },
        { label: '按批次应达', kind: 'integer' },
        { label: '状态', kind: 'text' },
      ],
      rows: QUOTA_COLUMNS.map(({ key, label, measure }) => {
        const { stock, quota, expected } = cells[key];
        return [label, stock, quota, expected, statusWords(cells[key], measure)];
      }),
    },
  };
}
