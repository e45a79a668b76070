import { useQuery } from '@tanstack/react-query';
import { certificatesQuery } from '../api/queries.ts';
import { RosterList } from '../quotas/roster-list.tsx';
import { shapeRoster } from '../quotas/roster-shape.ts';
import { Card } from '../ui/card.tsx';
import { Empty, QueryView } from '../ui/states.tsx';
import styles from './roster-card.module.css';

/** The named certificates of one unit. */
export function RosterCard({ code, asOf }: { code: string; asOf: string }) {
  const query = useQuery(certificatesQuery({ unit: code }));
  const entries = query.data ? shapeRoster(query.data.certificates, asOf) : null;
  const inForce = entries?.filter((entry) => entry.state === 'inForce').length;
  const title = entries === null ? '名单' : `名单：登记${entries.length}个称号，在册${inForce}个`;
  return (
    <Card title={title} note="只列已逐一登记名称的称号；2024年底存量中未登记名称的不在此列。">
      <QueryView query={query} height={120}>
        {() =>
          entries === null || entries.length === 0 ? (
            <Empty title="名单上还没有登记的称号" />
          ) : (
            <div className={styles.columns}>
              <RosterList entries={entries} showUnit={false} showColumn />
            </div>
          )
        }
      </QueryView>
    </Card>
  );
}
