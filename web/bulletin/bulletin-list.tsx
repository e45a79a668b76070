import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { bulletinFileUrl, bulletinsQuery } from '../api/queries.ts';
import { useCan } from '../app/session.ts';
import { MISSING } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Empty, QueryView } from '../ui/states.tsx';
import styles from './bulletin.module.css';
import { type BulletinRow, listHeadline, revisedWords, STAGE_WORDS, whoWhen } from './bulletin-shape.ts';
import { NewBulletinDialog } from './new-bulletin-dialog.tsx';
import { Wide } from './wide.tsx';

function Row({ row }: { row: BulletinRow }) {
  return (
    <tr>
      <td data-label="期号" className={styles.nowrap}>
        {row.number ?? MISSING}
      </td>
      <td data-label="统计期" className={styles.nowrap}>
        {row.label}
      </td>
      <td data-label="标题">
        <Link to="/bulletin" search={{ bulletin: String(row.id) }}>
          {row.title}
        </Link>
      </td>
      <td data-label="状态">
        <span className={`${styles.stage} ${styles[row.stage]}`}>{STAGE_WORDS[row.stage]}</span>
      </td>
      <td data-label="办理">{whoWhen(row)}</td>
      <td data-label="此后修订">{revisedWords(row)}</td>
      <td data-label="下载" className={`${styles.nowrap} noPrint`}>
        <a href={bulletinFileUrl(row.id, 'word')} download aria-label={`${row.label}通报Word`}>
          Word
        </a>
        {'　'}
        <a href={bulletinFileUrl(row.id, 'excel')} download aria-label={`${row.label}通报附表Excel`}>
          Excel
        </a>
      </td>
    </tr>
  );
}

function Rows({ rows, mayWrite }: { rows: readonly BulletinRow[]; mayWrite: boolean }) {
  if (rows.length === 0) {
    return mayWrite ? (
      <Empty
        title="还没有通报。"
        next="本期数据公布后，点“新建通报”取数拟稿；数据在“审核”页公布。1–2月数据为参考，不发通报。"
      />
    ) : (
      <Empty title="还没有签发的通报。" next="市工信局签发后，在这里查看和下载。" />
    );
  }
  return (
    <Wide label="通报清单">
      <table className={styles.list}>
        <thead>
          <tr>
            <th scope="col">期号</th>
            <th scope="col">统计期</th>
            <th scope="col">标题</th>
            <th scope="col">状态</th>
            <th scope="col">办理</th>
            <th scope="col">此后修订</th>
            <th scope="col" className="noPrint">
              下载
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** All bulletins this person may see, newest first. */
export function BulletinList() {
  const mayWrite = useCan('bulletins.write');
  const query = useQuery(bulletinsQuery);
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <PageHead
        eyebrow="通报 · 全市规上工业能耗强度目标完成情况"
        title={query.data ? listHeadline(query.data.bulletins) : '工业能耗强度通报'}
        actions={
          mayWrite ? (
            <button
              type="button"
              className="button primary"
              disabled={!query.data}
              onClick={() => setAsking(true)}
            >
              新建通报
            </button>
          ) : null
        }
      />
      <Card
        title={mayWrite ? '各期通报' : '已签发的通报'}
        note="通报按取数时已公布的数据固定下来，此后数据修订不改动通报，修订几处另行注明；1–2月数据和未公布数据不进通报。"
        file={{
          title: '通报清单',
          sources: ['九江绿色制造目标跟踪平台通报登记'],
          internal: false,
        }}
      >
        <QueryView query={query} height={320}>
          {({ bulletins }) => <Rows rows={bulletins} mayWrite={mayWrite} />}
        </QueryView>
      </Card>
      {isAsking && query.data ? (
        <NewBulletinDialog periods={query.data.periods} onClose={() => setAsking(false)} />
      ) : null}
    </>
  );
}
