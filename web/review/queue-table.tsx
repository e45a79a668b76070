import { ConfigProvider, Table, type TableProps } from 'antd';
import type { ReportSummary } from '../../server/reports/schema.ts';
import { EDITION_LABELS } from '../../server/rules/figures.ts';
import { formatDate, formatDateTime, formatPct, MISSING } from '../format.ts';
import { Lamp } from '../ui/lamp.tsx';
import styles from './review.module.css';
import { riskWords, statusWord } from './review-words.ts';

/** Ticked rows in the soft tone of the look; antd would derive a darker one from the brand colour. */
const TABLE_THEME = {
  components: {
    Table: { rowSelectedBg: 'var(--water-soft)', rowSelectedHoverBg: 'var(--water-soft)' },
  },
};

interface QueueTableProps {
  queue: ReportSummary[];
  openUnit: string | null;
  selected: readonly string[];
  onSelect: (units: string[]) => void;
  onOpen: (unit: string) => void;
}

/** All units of the period, those that wait and look riskiest first. Only what waits can be ticked. */
export function QueueTable({ queue, openUnit, selected, onSelect, onOpen }: QueueTableProps) {
  const columns: TableProps<ReportSummary>['columns'] = [
    {
      title: '单位',
      key: 'unit',
      render: (_, report) => (
        <button
          type="button"
          className={styles.unitButton}
          aria-pressed={report.unitCode === openUnit}
          onClick={() => onOpen(report.unitCode)}
        >
          {report.unitName}
        </button>
      ),
    },
    {
      title: '状态',
      key: 'status',
      render: (_, report) => (
        <span className={styles.status} data-status={report.status ?? 'none'}>
          {statusWord(report)}
          {report.overdueDays > 0 ? <small>逾期{report.overdueDays}天</small> : null}
          {report.extension ? <small>延至{formatDate(report.extension.until)}</small> : null}
          {report.edition === 'final' ? <small>{EDITION_LABELS.final}</small> : null}
        </span>
      ),
    },
    {
      title: '能耗强度%',
      key: 'actual',
      align: 'right',
      render: (_, report) => (
        <>
          {formatPct(report.actualPct, report.actualDecimals ?? 2, { sign: true })}
          {report.basis === 'computed' ? <small className={styles.basis}>测算</small> : null}
        </>
      ),
    },
    {
      title: '目标%',
      key: 'target',
      align: 'right',
      responsive: ['md'],
      render: (_, report) => formatPct(report.targetPct, 1),
    },
    {
      title: '等级',
      key: 'lamp',
      render: (_, report) => (report.annualLamp === 'none' ? MISSING : <Lamp lamp={report.annualLamp} />),
    },
    {
      title: '审核重点',
      key: 'risk',
      responsive: ['md'],
      render: (_, report) => <Doubts report={report} />,
    },
    {
      title: '提交',
      key: 'submitted',
      responsive: ['lg'],
      render: (_, report) => (
        <span className={styles.submitted}>
          {formatDateTime(report.submittedAt)}
          {report.submittedBy ? <small>{report.submittedBy}</small> : null}
        </span>
      ),
    },
  ];
  return (
    <ConfigProvider theme={TABLE_THEME}>
      <Table
        rowKey="unitCode"
        size="small"
        pagination={false}
        columns={columns}
        dataSource={queue}
        rowClassName={(report) =>
          report.unitCode === openUnit ? (styles.openRow ?? '') : (styles.row ?? '')
        }
        onRow={(report) => ({ onClick: () => onOpen(report.unitCode) })}
        rowSelection={{
          selectedRowKeys: [...selected],
          onChange: (keys) => onSelect(keys.map(String)),
          getCheckboxProps: (report) => ({
            disabled: report.status !== 'submitted',
            'aria-label': `选择${report.unitName}`,
          }),
        }}
      />
    </ConfigProvider>
  );
}

/** Why it stands where it does; in full, with what the checks say, in the tooltip and in the open report. */
function Doubts({ report }: { report: ReportSummary }) {
  const { reasons } = report.risk;
  const messages = report.flags.map((flag) => flag.message);
  const isWaiting = report.status === 'submitted';
  if (isWaiting && reasons.length === 0) return <span className={styles.calm}>无异常</span>;
  if (!isWaiting && messages.length === 0) return null;
  return (
    <span className={styles.doubts} title={[...reasons, ...messages].join('\n')}>
      {isWaiting ? <b>▲</b> : null}
      <span>{isWaiting ? riskWords(reasons) : `提交时有${messages.length}条提示`}</span>
    </span>
  );
}
