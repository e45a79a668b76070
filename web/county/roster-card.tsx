import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { certificateColumn } from '../../server/rules/quota-columns.ts';
import { candidatesQuery, certificatesQuery } from '../api/queries.ts';
import { CandidateList } from '../quotas/candidate-list.tsx';
import { CertificateDialog } from '../quotas/certificate-dialog.tsx';
import { RosterList } from '../quotas/roster-list.tsx';
import { type RosterEntry, shapeRoster } from '../quotas/roster-shape.ts';
import { Card } from '../ui/card.tsx';
import { PAGE_SIZE, Pager, useOffset, usePage } from '../ui/pager.tsx';
import { Empty, QueryView } from '../ui/states.tsx';
import styles from './roster-card.module.css';

function Entries({ entries }: { entries: RosterEntry[] }) {
  const [openId, setOpenId] = useState<number | null>(null);
  const open = entries.find(({ certificate }) => certificate.id === openId)?.certificate;
  if (entries.length === 0) return <Empty title="名单上还没有登记的称号" />;
  return (
    <div className={styles.columns}>
      <RosterList
        entries={entries}
        showUnit={false}
        showColumn
        onOpen={(certificate) => setOpenId(certificate.id)}
      />
      {open ? (
        <CertificateDialog
          pace={undefined}
          certificate={open}
          mayWrite={false}
          onClose={() => setOpenId(null)}
        />
      ) : null}
    </div>
  );
}

/** Candidates of the unit (培育对象); nothing where there are none. */
function Candidates({ code }: { code: string }) {
  const candidates = useQuery(candidatesQuery(code)).data?.candidates ?? [];
  const page = usePage(candidates, code);
  if (candidates.length === 0) return null;
  return (
    <section className={styles.candidates}>
      <h3>培育对象{candidates.length}个</h3>
      <div className={styles.columns}>
        <CandidateList candidates={page.rows} titleOf={({ column }) => certificateColumn(column).label} />
      </div>
      <Pager {...page.pager} measure="个" />
    </section>
  );
}

/** The named certificates of one unit, and its candidates. */
export function RosterCard({ code, asOf }: { code: string; asOf: string }) {
  const [offset, onOffset] = useOffset(code);
  const query = useQuery(certificatesQuery({ unit: code, sort: 'roster', limit: PAGE_SIZE, offset }));
  const { data } = query;
  const title = data ? `名单：登记${data.total}个称号，在册${data.inForce}个` : '名单';
  return (
    <Card title={title} note="只列已逐一登记名称的称号；2024年底存量中未登记名称的不在此列。">
      <QueryView query={query} height={120}>
        {({ certificates, total }) => (
          <>
            <Entries entries={shapeRoster(certificates, asOf)} />
            <Pager offset={offset} total={total} measure="个" onOffset={onOffset} />
          </>
        )}
      </QueryView>
      <Candidates code={code} />
    </Card>
  );
}
