import { useQuery } from '@tanstack/react-query';
import type { FieldChange } from '../../server/reports/schema.ts';
import { reportChangesQuery } from '../api/queries.ts';
import { formatDateTime } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { Empty, QueryView } from '../ui/states.tsx';
import { changedField, changeWords } from './change-words.ts';
import styles from './entry.module.css';

/** Who changed which field when, in drafts and submissions; newest first. */
export function ChangeLog({ unit, period }: { unit: string; period: string }) {
  const query = useQuery({ ...reportChangesQuery(unit, period), staleTime: 0 });
  return (
    <QueryView query={query} height={160}>
      {({ changes }) =>
        changes.length === 0 ? (
          <Empty title="还没有修改记录" next="填写并保存后，每一项的修改都会记在这里。" />
        ) : (
          <LogTable changes={[...changes].reverse()} />
        )
      }
    </QueryView>
  );
}

function LogTable({ changes }: { changes: readonly FieldChange[] }) {
  return (
    <Card title={`共${changes.length}处修改，最新的在前`} note="同一人10分钟内的连续保存合为一次。">
      <div className={`${styles.scroll} sideways`}>
        <table>
          <thead>
            <tr>
              <th scope="col">时间</th>
              <th scope="col">修改人</th>
              <th scope="col">项目</th>
              <th scope="col">内容</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={`${change.at} ${change.field} ${change.aspect} ${change.revision}`}>
                <td className={styles.when}>{formatDateTime(change.at)}</td>
                <td>{change.by}</td>
                <td>{changedField(change.field)}</td>
                <td>{changeWords(change)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
