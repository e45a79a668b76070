import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { BulletinReply, BulletinStep } from '../../server/bulletins/schema.ts';
import { intensityAnnexTitle, quotaAnnexTitle } from '../../server/rules/bulletin-text/titles.ts';
import { bulletinFileUrl } from '../api/queries.ts';
import { formatFullDate } from '../format.ts';
import { failureOf } from '../quotas/form-failure.ts';
import { Card } from '../ui/card.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { IntensityAnnex, QuotaAnnex } from './annex-tables.tsx';
import styles from './bulletin.module.css';
import { STAGE_WORDS, STEP_WORDS, sourceLines, stageSentence } from './bulletin-shape.ts';
import { isDirty } from './draft.ts';
import { SidePanel } from './side-panel.tsx';
import { StepDialog } from './step-dialog.tsx';
import { ReadText, TextFields } from './text-fields.tsx';
import { type BulletinDraft, useBulletinDraft } from './use-bulletin-draft.ts';
import { Wide } from './wide.tsx';

type StepName = BulletinStep['step'];

/** In the order of the buttons; the one that leads on comes last. */
const STEP_ORDER: readonly StepName[] = ['withdraw', 'refresh', 'sendBack', 'submit', 'sign'];

function Steps({ may, onAsk }: { may: BulletinReply['may']; onAsk: (step: StepName) => void }) {
  return STEP_ORDER.filter((step) => may[step]).map((step) => (
    <button
      key={step}
      type="button"
      className={step === 'submit' || step === 'sign' ? 'button primary' : 'button'}
      onClick={() => onAsk(step)}
    >
      {STEP_WORDS[step].word}
    </button>
  ));
}

function Head({ bulletin, onAsk }: { bulletin: BulletinReply; onAsk: (step: StepName) => void }) {
  const { id, label, number, stage, title, may } = bulletin;
  return (
    <PageHead
      eyebrow={`通报 · ${number ?? '未编号'} · ${label}`}
      title={title}
      tags={<span className={`${styles.stage} ${styles[stage]}`}>{STAGE_WORDS[stage]}</span>}
      actions={
        <>
          <Link to="/bulletin" className="button">
            通报清单
          </Link>
          <a className="button" href={bulletinFileUrl(id, 'word')} download>
            下载Word
          </a>
          <a className="button" href={bulletinFileUrl(id, 'excel')} download>
            下载附表Excel
          </a>
          <Link to="/bulletin" search={{ bulletin: String(id), view: 'print' }} className="button">
            打印页
          </Link>
          <Steps may={may} onAsk={onAsk} />
        </>
      }
    />
  );
}

/** Unsaved, restored, failed: what has become of the text, and saving it. */
function SaveBar({ writing }: { writing: BulletinDraft }) {
  const { draft, save, isRestored, isStored } = writing;
  const count = Object.keys(draft).length;
  const failure = failureOf(save.error, []);
  return (
    <div className={`${styles.saveBar} ${count > 0 ? styles.unsavedBar : ''} noPrint`}>
      <span role="status">
        {count === 0
          ? '正文已保存'
          : `${isRestored ? '已恢复上次未保存的文字，' : ''}${count}处修改未保存${isStored ? '，已留在本机' : '；本机不能暂存，请尽快保存'}`}
      </span>
      {failure && count > 0 ? (
        <span role="alert" className={styles.fault}>
          {[failure.message, ...failure.more].join('')}
        </span>
      ) : null}
      {count > 0 ? (
        <button type="button" className="button" disabled={save.isPending} onClick={writing.discard}>
          放弃修改
        </button>
      ) : null}
      <button
        type="button"
        className="button primary"
        disabled={count === 0 || save.isPending}
        onClick={() => save.mutate()}
      >
        {save.isPending ? '正在保存…' : '保存正文'}
      </button>
    </div>
  );
}

function Texts({ bulletin, writing }: { bulletin: BulletinReply; writing: BulletinDraft }) {
  return (
    <Card title="正文" className={styles.texts}>
      {bulletin.may.edit ? (
        <>
          <TextFields bulletin={bulletin} writing={writing} />
          <SaveBar writing={writing} />
        </>
      ) : (
        <ReadText paragraphs={bulletin.paragraphs} />
      )}
    </Card>
  );
}

function Annexes({ bulletin }: { bulletin: BulletinReply }) {
  const { snapshot } = bulletin;
  const { year, asOf } = snapshot.quotas;
  const intensity = `附表1　${intensityAnnexTitle(snapshot.period)}`;
  const quotas = `附表2　${quotaAnnexTitle(year)}`;
  const file = { sources: sourceLines(bulletin), internal: false, asOf: snapshot.takenOn };
  return (
    <>
      <Card
        title={intensity}
        note={sourceLines(bulletin).join('')}
        file={{ ...file, title: intensity, unit: '%，百分点' }}
      >
        <Wide label="附表1">
          <IntensityAnnex snapshot={snapshot} />
        </Wide>
      </Card>
      <Card
        title={quotas}
        note={`现有数/${year}年任务数；存量截至${formatFullDate(asOf)}。●达到进度或已达标，■落后，○待公布或缺基数。`}
        file={{ ...file, title: quotas, unit: '个、家' }}
      >
        <Wide label="附表2">
          <QuotaAnnex snapshot={snapshot} />
        </Wide>
      </Card>
    </>
  );
}

/** One bulletin: its texts, its frozen tables, what was revised since, and its steps. */
export function BulletinView({ bulletin }: { bulletin: BulletinReply }) {
  const writing = useBulletinDraft(bulletin);
  const [asked, setAsked] = useState<StepName | null>(null);
  return (
    <>
      <Head
        bulletin={bulletin}
        onAsk={(step) => {
          writing.step.reset();
          setAsked(step);
        }}
      />
      <p className={styles.sentence}>{stageSentence(bulletin)}</p>
      <div className={styles.columns}>
        <div className={styles.main}>
          <Texts bulletin={bulletin} writing={writing} />
          <Annexes bulletin={bulletin} />
        </div>
        <SidePanel bulletin={bulletin} />
      </div>
      {asked ? (
        <StepDialog
          step={asked}
          savesFirst={isDirty(writing.draft) && asked !== 'withdraw'}
          writing={writing}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </>
  );
}
