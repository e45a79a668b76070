import type { ReactNode } from 'react';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Citation } from '../../server/http/schemas.ts';
import type { UnitProgress } from '../../server/progress/schema.ts';
import { formatDateTime } from '../format.ts';
import styles from './source-card.module.css';

/** Where a figure comes from: a clause of a document, or somebody's report. */
export type SourceInfo =
  | { kind: 'target'; document: string; place: string; note?: string | null }
  | {
      kind: 'actual';
      /** what the figure is, e.g. '濂溪区 2026年1–10月单位工业增加值能耗' */
      title?: string;
      basis: 'published' | 'computed' | null;
      source: 'statistics' | 'enterprises' | 'own' | null;
      edition: 'flash' | 'final' | null;
      /** 口径 in words; absent where the reply does not carry it */
      scope?: string | null;
      submittedBy: string | null;
      submittedAt: string | null;
      approvedBy: string | null;
      approvedAt: string | null;
      releasedAt: string | null;
      provisional?: boolean;
    };

/** Source card of a target: document and place. */
export function citationSource(citation: Citation): SourceInfo {
  return { kind: 'target', ...citation };
}

const ENERGY_SCOPES = {
  calorific: '当量值',
  equivalent: '等价值',
  unstated: '当量值或等价值未注明',
} as const;
const DEDUCTED = { yes: '已扣除', no: '未扣除', unstated: null } as const;

/** '等价值，原料用能已扣除'; null where there is no figure. */
function scopeInWords(unit: UnitProgress): string | null {
  if (unit.energyScope === null) return null;
  const feedstock = unit.feedstockDeducted && DEDUCTED[unit.feedstockDeducted];
  const renewables = unit.renewablesDeducted && DEDUCTED[unit.renewablesDeducted];
  const parts = [
    ENERGY_SCOPES[unit.energyScope],
    feedstock && `原料用能${feedstock}`,
    renewables && `可再生能源${renewables}`,
  ];
  return parts.filter(Boolean).join('，');
}

/** Source card of a unit's figure in a progress reply. */
export function progressSource(unit: UnitProgress, title: string): SourceInfo {
  return {
    kind: 'actual',
    title,
    basis: unit.basis,
    source: unit.source,
    edition: unit.edition,
    scope: scopeInWords(unit),
    submittedBy: unit.submittedBy,
    submittedAt: unit.reportedAt,
    approvedBy: unit.approvedBy,
    approvedAt: unit.approvedAt,
    releasedAt: unit.releasedAt,
    provisional: unit.provisional,
  };
}

const SOURCES = { statistics: '统计反馈', enterprises: '企业汇总', own: '自行测算' } as const;
const EDITIONS = { flash: '快报', final: '年报' } as const;
const BASES = { published: '统计部门反馈的降幅', computed: '由能耗与增加值增速测算' } as const;

type Row = [term: string, description: string];

function decided(by: string | null, at: string | null): string | null {
  if (by === null && at === null) return null;
  return [by, at === null ? null : formatDateTime(at)].filter(Boolean).join('，');
}

function releaseStatus(source: Extract<SourceInfo, { kind: 'actual' }>): string {
  if (source.releasedAt !== null) return `已公布（${formatDateTime(source.releasedAt)}）`;
  return source.provisional ? '待审核，未公布（内部）' : '未公布（内部）';
}

function rowsOf(source: SourceInfo): Row[] {
  if (source.kind === 'target') {
    const rows: Row[] = [
      ['文件', source.document],
      ['位置', source.place],
    ];
    return source.note ? [...rows, ['说明', source.note]] : rows;
  }
  const rows: [string, string | null | undefined][] = [
    ['指标', source.title],
    ['取数', source.basis && BASES[source.basis]],
    ['来源', source.source && SOURCES[source.source]],
    ['版次', source.edition && EDITIONS[source.edition]],
    ['口径', source.scope],
    ['填报', decided(source.submittedBy, source.submittedAt)],
    ['审核', decided(source.approvedBy, source.approvedAt) ?? '尚未审核'],
    ['状态', releaseStatus(source)],
  ];
  return rows.filter((row): row is Row => Boolean(row[1]));
}

const WIDTH = 320;
const MARGIN = 8;

/** Below the figure, inside the window; above it where there is no room below. */
function placeBeside(anchor: HTMLElement, height: number): { left: number; top: number } {
  const box = anchor.getBoundingClientRect();
  const width = Math.min(WIDTH, window.innerWidth - 2 * MARGIN);
  const left = Math.max(MARGIN, Math.min(box.left, window.innerWidth - width - MARGIN));
  const below = box.bottom + 6;
  const top = below + height > window.innerHeight ? Math.max(MARGIN, box.top - height - 6) : below;
  return { left, top };
}

interface PopoverProps {
  source: SourceInfo;
  anchor: HTMLElement;
  id: string;
  onClose: (refocus: boolean) => void;
}

function SourcePopover({ source, anchor, id, onClose }: PopoverProps) {
  const panel = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  useEffect(() => {
    setPlace(placeBeside(anchor, panel.current?.offsetHeight ?? 0));
    panel.current?.focus({ preventScroll: true });
    const closeOutside = (event: Event) => {
      if (!(event.target instanceof Node)) return;
      if (!panel.current?.contains(event.target) && !anchor.contains(event.target)) onClose(false);
    };
    const closeOnScroll = () => onClose(false);
    document.addEventListener('pointerdown', closeOutside);
    window.addEventListener('resize', closeOnScroll);
    window.addEventListener('scroll', closeOnScroll, { passive: true });
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      window.removeEventListener('resize', closeOnScroll);
      window.removeEventListener('scroll', closeOnScroll);
    };
  }, [anchor, onClose]);
  return createPortal(
    <div
      ref={panel}
      id={id}
      className={styles.panel}
      role="dialog"
      aria-label="数据来源"
      tabIndex={-1}
      style={place ? { ...place, opacity: 1, maxWidth: WIDTH } : { maxWidth: WIDTH }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' || event.key === 'Tab') {
          event.preventDefault();
          onClose(true);
        }
      }}
    >
      <p className={styles.title}>数据来源</p>
      <dl>
        {rowsOf(source).map(([term, description]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{description}</dd>
          </div>
        ))}
      </dl>
    </div>,
    document.body,
  );
}

/** A figure that says where it comes from: press it (or Enter) for the source card, Escape to leave. */
export function Sourced({ source, children }: { source: SourceInfo; children: ReactNode }) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const id = useId();
  const close = useCallback((refocus: boolean) => {
    setOpen(false);
    if (refocus) anchor.current?.focus();
  }, []);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={styles.figure}
        aria-haspopup="dialog"
        aria-expanded={open}
        {...(open ? { 'aria-controls': id } : {})}
        onClick={() => setOpen((was) => !was)}
      >
        {children}
        <span className="visuallyHidden" data-hint="">
          ，查看来源
        </span>
      </button>
      {open && anchor.current ? (
        <SourcePopover source={source} anchor={anchor.current} id={id} onClose={close} />
      ) : null}
    </>
  );
}
