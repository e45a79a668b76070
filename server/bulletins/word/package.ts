import { crc32, deflateRawSync } from 'node:zlib';
import { unpack, zipEntries } from '../../sheets/zip.ts';

/* The parts of an Office file: read, made the same for the same content, and packed again. */

export interface Part {
  name: string;
  content: Buffer;
}

/** Every part of a package, in its order. */
export async function readParts(file: Buffer): Promise<Part[]> {
  const parts: Part[] = [];
  for (const entry of zipEntries(file).values()) {
    const pieces: Buffer[] = [];
    await unpack(file, entry, (piece) => pieces.push(piece));
    parts.push({ name: entry.name, content: Buffer.concat(pieces) });
  }
  return parts;
}

const DEFLATED = 8;
/** names in UTF-8 */
const FLAGS = 0x0800;
/** 1 January 1980, the first day a zip can name: files do not differ by when they were packed */
const DATE = 0x0021;

function headOf({ name, content }: Part, packed: Buffer): Buffer {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(FLAGS, 2);
  head.writeUInt16LE(DEFLATED, 4);
  head.writeUInt16LE(DATE, 8);
  head.writeUInt32LE(crc32(content), 10);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(content.length, 18);
  head.writeUInt16LE(Buffer.byteLength(name), 22);
  return head;
}

const signature = (value: number) => {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
};

/** Packs parts as a zip; the same parts give the same bytes. */
export function packParts(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const packed = deflateRawSync(part.content);
    const head = headOf(part, packed);
    const name = Buffer.from(part.name);
    bodies.push(signature(0x04034b50), head, name, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(signature(0x02014b50), Buffer.from([20, 0]), head, tail, name);
    offset += 30 + name.length + packed.length;
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, ...directory, signature(0x06054b50), end]);
}

/** 'word/charts/chart1.xml' → 'word/charts/_rels/chart1.xml.rels'. */
const relationsOf = (name: string) => name.replace(/([^/]+)$/, '_rels/$1.rels');

/** Ids of relationships that docx makes up at random, and what they are to be called. */
function steadyIds(relations: string): Map<string, string> {
  const random = [...relations.matchAll(/Id="(rId[^"]+)"/g)].flatMap(([, id]) =>
    id === undefined || /^rId\d{1,4}$/.test(id) ? [] : [id],
  );
  return new Map(random.map((id, index) => [id, `rIdPart${index + 1}`]));
}

const renamed = (text: string, ids: ReadonlyMap<string, string>) =>
  [...ids].reduce((result, [from, to]) => result.replaceAll(`"${from}"`, `"${to}"`), text);

/** Numbers drawings 1, 2, 3: docx counts on through all documents of a process. */
function numberedDrawings(text: string): string {
  let number = 0;
  return text.replace(/<wp:docPr id="\d+"/g, () => {
    number += 1;
    return `<wp:docPr id="${number}"`;
  });
}

/**
 * The same package without what differs from one making to the next: random ids, running numbers, times of packing.
 * @param adjust may change the text of an XML part
 */
export async function steadyPackage(
  file: Buffer,
  adjust: (name: string, xml: string) => string,
): Promise<Buffer> {
  const parts = await readParts(file);
  const ids = new Map<string, Map<string, string>>();
  for (const { name } of parts) {
    const relations = parts.find((part) => part.name === relationsOf(name));
    if (relations) ids.set(name, steadyIds(relations.content.toString('utf8')));
  }
  for (const [name, own] of [...ids]) ids.set(relationsOf(name), own);
  const steady: Part[] = [];
  for (const { name, content } of parts) {
    if (name.endsWith('.xlsx')) {
      steady.push({ name, content: packParts(await readParts(content)) });
    } else {
      const text = numberedDrawings(renamed(content.toString('utf8'), ids.get(name) ?? new Map()));
      steady.push({ name, content: Buffer.from(adjust(name, text)) });
    }
  }
  return packParts(steady);
}
