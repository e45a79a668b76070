import { createInflateRaw } from 'node:zlib';
import { LIMITS } from './limits.ts';
import { refusal } from './workbook.ts';

/** One entry of the central directory. Sizes are what the file claims; `unpack` checks them. */
export interface ZipEntry {
  name: string;
  method: number;
  packedBytes: number;
  unpackedBytes: number;
  offset: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const FULL = 0xffffffff;

/** Start of the end record, which a comment of at most 65,535 bytes may follow. */
function endRecord(file: Buffer): number {
  const lowest = Math.max(0, file.length - 22 - 0xffff);
  for (let at = file.length - 22; at >= lowest; at -= 1) {
    if (file.readUInt32LE(at) === END) return at;
  }
  throw refusal('damaged');
}

/** Sizes that do not fit 32 bits stand in an extra field (zip64), which some programs write for small files too. */
function wideSizes(file: Buffer, from: number, length: number, entry: ZipEntry): ZipEntry {
  const wide = { ...entry };
  for (let at = from; at + 4 <= from + length; at += 4 + file.readUInt16LE(at + 2)) {
    if (file.readUInt16LE(at) !== 1) continue;
    let field = at + 4;
    for (const key of ['unpackedBytes', 'packedBytes', 'offset'] as const) {
      if (wide[key] !== FULL) continue;
      wide[key] = Number(file.readBigUInt64LE(field));
      field += 8;
    }
  }
  return wide;
}

function entryAt(file: Buffer, at: number): { entry: ZipEntry; next: number } {
  if (file.readUInt32LE(at) !== ENTRY) throw refusal('damaged');
  const flags = file.readUInt16LE(at + 8);
  if ((flags & 1) !== 0) throw refusal('encrypted');
  const nameLength = file.readUInt16LE(at + 28);
  const extraLength = file.readUInt16LE(at + 30);
  const commentLength = file.readUInt16LE(at + 32);
  const nameStart = at + 46;
  const extraStart = nameStart + nameLength;
  const entry = {
    name: file.toString('utf8', nameStart, extraStart).replaceAll('\\', '/').replace(/^\/+/, ''),
    method: file.readUInt16LE(at + 10),
    packedBytes: file.readUInt32LE(at + 20),
    unpackedBytes: file.readUInt32LE(at + 24),
    offset: file.readUInt32LE(at + 42),
  };
  return {
    entry: wideSizes(file, extraStart, extraLength, entry),
    next: extraStart + extraLength + commentLength,
  };
}

function refuseBombs(entries: readonly ZipEntry[]): void {
  const total = entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0);
  const tooDense = entries.some(
    ({ packedBytes, unpackedBytes }) =>
      unpackedBytes > LIMITS.ratioFromBytes && unpackedBytes > packedBytes * LIMITS.unpackRatio,
  );
  if (total > LIMITS.unpackedBytes || tooDense) throw refusal('zip_bomb');
}

/**
 * The entries of a zip by lower-case name, as its central directory claims, checked against the limits.
 * @throws AppError 422 `damaged`, `encrypted`, `zip_entries`, `zip_bomb`
 */
export function zipEntries(file: Buffer): Map<string, ZipEntry> {
  try {
    const end = endRecord(file);
    const number = file.readUInt16LE(end + 10);
    if (number > LIMITS.zipEntries) throw refusal('zip_entries');
    const entries = new Map<string, ZipEntry>();
    let at = file.readUInt32LE(end + 16);
    for (let index = 0; index < number; index += 1) {
      const { entry, next } = entryAt(file, at);
      const key = entry.name.toLowerCase();
      if (entries.has(key)) throw refusal('damaged');
      entries.set(key, entry);
      at = next;
    }
    refuseBombs([...entries.values()]);
    return entries;
  } catch (error) {
    throw error instanceof RangeError ? refusal('damaged') : error;
  }
}

function packedOf(file: Buffer, entry: ZipEntry): Buffer {
  const { offset, packedBytes } = entry;
  if (offset + 30 > file.length || file.readUInt32LE(offset) !== LOCAL) throw refusal('damaged');
  const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
  if (start + packedBytes > file.length) throw refusal('damaged');
  return file.subarray(start, start + packedBytes);
}

async function inflate(packed: Buffer, take: (chunk: Buffer) => void): Promise<void> {
  const stream = createInflateRaw({ chunkSize: 64 * 1024 });
  stream.end(packed);
  try {
    for await (const chunk of stream) take(chunk as Buffer);
  } catch (error) {
    // what zlib says of bad data; anything else is the reader's own
    if ((error as { code?: string }).code?.startsWith('Z_')) throw refusal('damaged');
    throw error;
  }
}

/**
 * Unpacks one entry piece by piece, never more than it claims to hold.
 * @throws AppError 422 `zip_bomb` where the size was a lie, `damaged`
 */
export async function unpack(file: Buffer, entry: ZipEntry, take: (chunk: Buffer) => void): Promise<void> {
  const packed = packedOf(file, entry);
  let size = 0;
  const counted = (chunk: Buffer) => {
    size += chunk.length;
    if (size > entry.unpackedBytes) throw refusal('zip_bomb');
    take(chunk);
  };
  if (entry.method === STORED) counted(packed);
  else if (entry.method === DEFLATED) await inflate(packed, counted);
  else throw refusal('damaged');
  if (size !== entry.unpackedBytes) throw refusal('zip_bomb');
}

const ARCHIVES = ['504b0304', '52617221', '377abcaf', '1f8b08'];

/** Unpacks every entry once to nowhere: sizes are as claimed, and none is an archive itself. */
export async function checkEntries(file: Buffer, entries: Iterable<ZipEntry>): Promise<void> {
  for (const entry of entries) {
    let start = '';
    await unpack(file, entry, (chunk) => {
      if (start === '') start = chunk.toString('hex', 0, 4);
    });
    if (ARCHIVES.some((magic) => start.startsWith(magic))) throw refusal('nested_zip');
  }
}
