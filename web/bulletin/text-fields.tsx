import { useId, useLayoutEffect, useRef } from 'react';
import type { BulletinReply } from '../../server/bulletins/schema.ts';
import { printedParagraphs } from '../../server/rules/bulletin-text/printed.ts';
import styles from './bulletin.module.css';
import { conflicts, type FieldId, savedText, shownText } from './draft.ts';
import type { BulletinDraft } from './use-bulletin-draft.ts';

type Paragraph = BulletinReply['paragraphs'][number];

/** What a paragraph is about, where it has no heading of its own. */
export const PARAGRAPH_NAMES: Readonly<Record<Paragraph['id'], string>> = {
  lead: '总体情况',
  annual: '当年进度',
  plan: '规划期累计',
  units: '分县情况',
  warnings: '预警等级',
  quotas: '绿色制造标杆',
  missing: '未报送、未公布',
  requirements: '下一步工作要求',
};

/** As high as its text, so that nothing scrolls inside. */
function TextArea({ id, value, onChange }: { id: string; value: string; onChange: (text: string) => void }) {
  const area = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    const resize = () => {
      element.style.height = 'auto';
      element.style.height = `${element.scrollHeight + 2}px`;
    };
    resize();
    const observer = new ResizeObserver(([entry]) => {
      if (entry && Math.abs(entry.contentRect.width - Number(element.dataset.width ?? 0)) > 1) {
        element.dataset.width = String(entry.contentRect.width);
        resize();
      }
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [value]);
  return (
    <textarea
      ref={area}
      id={id}
      className="field"
      rows={2}
      maxLength={3000}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

interface FieldsProps {
  bulletin: BulletinReply;
  writing: BulletinDraft;
}

/** Somebody else changed the same text since the typing began: theirs stands here, mine in the field. */
function Conflict({ bulletin, writing, field }: FieldsProps & { field: FieldId }) {
  const theirs = savedText(bulletin, field);
  return (
    <div className={styles.conflict} role="status">
      <p>他人已将这一段保存为：</p>
      <blockquote>{theirs}</blockquote>
      <button type="button" className="linkButton" onClick={() => writing.change(field, theirs)}>
        采用此文字
      </button>
    </div>
  );
}

function ParagraphField({ bulletin, writing, paragraph }: FieldsProps & { paragraph: Paragraph }) {
  const id = useId();
  const { id: field, heading, generated } = paragraph;
  const text = shownText(bulletin, writing.draft, field);
  const isChanged = text.trim() !== generated;
  return (
    <div className={styles.paragraph}>
      {heading === null ? null : <h3>{heading}</h3>}
      <div className={styles.label}>
        <label htmlFor={id}>{PARAGRAPH_NAMES[field]}</label>
        <span className={isChanged ? 'tag water' : 'tag'}>
          {text.trim() === '' ? '留空不印' : isChanged ? '已修改' : '自动生成'}
        </span>
        {writing.draft[field] ? <span className={styles.unsaved}>未保存</span> : null}
        {isChanged ? (
          <button
            type="button"
            className="linkButton small"
            onClick={() => writing.change(field, generated)}
            aria-label={`恢复生成文字：${PARAGRAPH_NAMES[field]}`}
          >
            恢复生成文字
          </button>
        ) : null}
      </div>
      <TextArea id={id} value={text} onChange={(typed) => writing.change(field, typed)} />
      {conflicts(bulletin, writing.draft).includes(field) ? (
        <Conflict bulletin={bulletin} writing={writing} field={field} />
      ) : null}
      {isChanged ? (
        <details className={styles.generated}>
          <summary>自动生成的文字</summary>
          <p>{generated}</p>
        </details>
      ) : null}
    </div>
  );
}

/** Title and paragraphs as they can be written before signing. */
export function TextFields({ bulletin, writing }: FieldsProps) {
  const id = useId();
  return (
    <>
      <div className={styles.paragraph}>
        <div className={styles.label}>
          <label htmlFor={id}>标题</label>
          {writing.draft.title ? <span className={styles.unsaved}>未保存</span> : null}
        </div>
        <input
          id={id}
          className={`field ${styles.titleField}`}
          maxLength={80}
          value={shownText(bulletin, writing.draft, 'title')}
          onChange={({ target }) => writing.change('title', target.value)}
        />
        {conflicts(bulletin, writing.draft).includes('title') ? (
          <Conflict bulletin={bulletin} writing={writing} field="title" />
        ) : null}
      </div>
      {bulletin.paragraphs.map((paragraph) => (
        <ParagraphField key={paragraph.id} bulletin={bulletin} writing={writing} paragraph={paragraph} />
      ))}
    </>
  );
}

/** The paragraphs as printed, for reading. */
export function ReadText({ paragraphs }: { paragraphs: readonly Paragraph[] }) {
  return printedParagraphs(paragraphs).map(({ id, heading, text }) => (
    <div key={id} className={styles.read}>
      {heading === null ? null : <h3>{heading}</h3>}
      {text.split('\n').map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  ));
}
