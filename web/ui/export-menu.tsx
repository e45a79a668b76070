import { useSearch } from '@tanstack/react-router';
import type { RefObject } from 'react';
import type { TableExport } from '../../server/sheets/schema.ts';
import { exportTable } from '../api/changes.ts';
import { useSession } from '../app/session.ts';
import { useAsOf, usePeriodAsOf } from './as-of.ts';
import type { CardFile, ExportedTable } from './card-file.ts';
import { citationOf, viewAddress } from './citation.ts';
import { copyText } from './copy-text.ts';
import { shownTable } from './shown-table.ts';
import { tableHash } from './table-hash.ts';

/** A card as its export menu knows it. */
export interface SaveableCard {
  file: CardFile;
  /** whether the values stand in place of the chart */
  asTable: boolean;
  onTable: (asTable: boolean) => void;
}

interface ExportMenuProps {
  table?: (() => ExportedTable | Promise<ExportedTable>) | undefined;
  card?: SaveableCard | undefined;
  /** the box the menu stands in; the card is the section around it */
  box: RefObject<HTMLElement | null>;
  /** runs a job; what it answers is said to the person */
  onRun: (job: () => Promise<string>) => void;
}

/** Offers a file to be saved, under a name. */
function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // some browsers read the address only after the click has been handled
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

async function saveTable(table: ExportedTable, format: TableExport['format']): Promise<string> {
  save(await exportTable({ ...table, format }), `${table.title}.${format}`);
  return '';
}

const TABLE_FORMATS = [
  ['xlsx', 'Excel 工作簿（.xlsx）'],
  ['csv', '文本表格（.csv）'],
] as const;
const PICTURE_FORMATS = [
  ['png', '图片（.png）'],
  ['svg', '矢量图（.svg）'],
] as const;

function CardMenu({ card, box, onRun }: ExportMenuProps & { card: SaveableCard }) {
  const { user, today, demo } = useSession();
  const asOf = useAsOf();
  const period = usePeriodAsOf(useSearch({ strict: false }) as { period?: string });
  const { file, asTable, onTable } = card;
  const section = box.current?.closest('section') ?? null;
  const shown = section?.querySelector('table') ?? null;
  const hasPicture = !asTable && section?.querySelector('[data-chart]') !== null;
  const { table, load, ...about } = file;
  const day = file.asOf ?? asOf ?? today;
  const address = viewAddress(location.href, { today, period, hash: asTable ? tableHash(file.title) : '' });
  const citation = citationOf({ title: file.title, asOf: day, address });
  const saved = (): ExportedTable | null => {
    const values = table ?? (shown ? shownTable(shown) : null);
    return values && { ...about, asOf: day, citation, ...values };
  };
  const picture = async (format: 'png' | 'svg') => {
    if (!section) throw new Error('no card around the export menu');
    const { chartPicture } = await import('./chart-picture.ts');
    const by = { displayName: user.displayName, at: new Date(), demo, asOf: day };
    save(await chartPicture(section, file, by, format), `${file.title}.${format}`);
    return '';
  };
  const run = (format: TableExport['format']) => {
    if (load) {
      onRun(async () => saveTable({ ...about, asOf: day, citation, ...(await load()) }, format));
      return;
    }
    const values = saved();
    if (values) onRun(() => saveTable(values, format));
  };
  return (
    <>
      {(load ?? table ?? shown)
        ? TABLE_FORMATS.map(([format, label]) => (
            <button key={format} type="button" onClick={() => run(format)}>
              {label}
            </button>
          ))
        : null}
      {hasPicture
        ? PICTURE_FORMATS.map(([format, label]) => (
            <button key={format} type="button" onClick={() => onRun(() => picture(format))}>
              {label}
            </button>
          ))
        : null}
      {table ? (
        <button
          type="button"
          onClick={() =>
            onRun(async () => {
              onTable(!asTable);
              return asTable ? '已换回图' : '已换成数据表';
            })
          }
        >
          {asTable ? '换回图' : '数据表'}
        </button>
      ) : null}
      <button type="button" onClick={() => onRun(() => copyText(address))}>
        复制链接
      </button>
      <button type="button" onClick={() => onRun(() => copyText(citation))}>
        复制引用
      </button>
    </>
  );
}

/** What an export button offers. Loaded when it is opened. */
export function ExportMenu(props: ExportMenuProps) {
  const { table, card, onRun } = props;
  if (card) return <CardMenu {...props} card={card} />;
  if (!table) return null;
  return TABLE_FORMATS.map(([format, label]) => (
    <button key={format} type="button" onClick={() => onRun(async () => saveTable(await table(), format))}>
      {label}
    </button>
  ));
}
