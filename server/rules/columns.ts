/** A column a feature asks for, and the other names officers give it. */
export interface WantedColumn {
  key: string;
  label: string;
  aliases?: readonly string[];
}

/** Where the wanted columns stand in a sheet. Rows and columns from 0. */
export interface ColumnMatch {
  /** last row of the header; null where no header was found */
  headerRow: number | null;
  /** first row below the header, 0 where there is none */
  firstDataRow: number;
  /** column of each key that was found */
  columns: Readonly<Record<string, number>>;
  /** wanted keys that no column fits */
  missing: readonly string[];
  /** keys that several columns fit equally well: the person chooses, nothing is taken */
  ambiguous: readonly { key: string; columns: readonly number[] }[];
  /** columns with a heading that no key fits */
  unmatched: readonly { column: number; label: string }[];
}

type Row = readonly (string | null)[];

/** the header is looked for in the first rows: titles, dates and units stand above it */
const HEADER_WITHIN = 20;
const BRACKETS = /\([^()]*\)|\[[^[\]]*\]|【[^【】]*】|〔[^〔〕]*〕/g;

/** A heading without what varies: width of characters, blanks, line breaks, case, stars and colons. */
export function normalHeading(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u200b\ufeff*:、,，;；.。·"'“”‘’_-]/g, '');
}

/** A heading also without what stands in brackets and a unit after it: 综合能源消费量（万吨标准煤） → 综合能源消费量. */
export function bareHeading(text: string): string {
  return normalHeading(text.normalize('NFKC').replace(BRACKETS, '')).replace(/%$/, '');
}

interface Heading {
  column: number;
  label: string;
  /** ways to read it, the most telling first: both lines together, the lower line alone, the upper line alone */
  readings: readonly string[];
}

const isFilled = (cell: string | null | undefined) => (cell ?? '').trim() !== '';
const isFigure = (cell: string | null | undefined) =>
  /^[-−+]?[\d,，]+(?:\.\d+)?%?$/.test((cell ?? '').trim());

/** Headings of one row. */
function singleLine(row: Row): Heading[] {
  return row.flatMap((cell, column) =>
    cell !== null && isFilled(cell) ? [{ column, label: cell.trim(), readings: [cell] }] : [],
  );
}

/** Headings of two rows: an upper heading reaches over the empty cells to its right that have a lower one. */
function doubleLine(upper: Row, lower: Row): Heading[] {
  const headings: Heading[] = [];
  let over = '';
  for (let column = 0; column < Math.max(upper.length, lower.length); column += 1) {
    const top = (upper[column] ?? '').trim();
    const bottom = (lower[column] ?? '').trim();
    if (top !== '') over = top;
    if (bottom !== '') {
      headings.push({
        column,
        label: `${over}${bottom}`,
        readings: [`${over}${bottom}`, bottom, ...(top === '' ? [] : [top])],
      });
    } else if (top !== '') headings.push({ column, label: top, readings: [top] });
  }
  return headings;
}

/** How well a heading fits a wanted column: 0 is exactly, more is looser, null not at all. */
function gradeOf(heading: Heading, wanted: WantedColumn): number | null {
  const names = [wanted.label, ...(wanted.aliases ?? [])];
  const exact = new Set(names.map(normalHeading));
  const bare = new Set(names.map(bareHeading));
  for (const [index, reading] of heading.readings.entries()) {
    if (exact.has(normalHeading(reading))) return index * 2;
    if (bareHeading(reading) !== '' && bare.has(bareHeading(reading))) return index * 2 + 1;
  }
  return null;
}

type Found = Pick<ColumnMatch, 'columns' | 'missing' | 'ambiguous' | 'unmatched'>;

function assign(headings: readonly Heading[], wanted: readonly WantedColumn[]): Found {
  const columns: Record<string, number> = {};
  const ambiguous: { key: string; columns: number[] }[] = [];
  const missing: string[] = [];
  const taken = new Set<number>();
  const candidates = wanted.map((column) => ({
    column,
    fits: headings.flatMap((heading) => {
      const grade = gradeOf(heading, column);
      return grade === null ? [] : [{ grade, at: heading.column }];
    }),
  }));
  const bestOf = (fits: { grade: number; at: number }[]) => {
    const free = fits.filter(({ at }) => !taken.has(at));
    const best = Math.min(...free.map(({ grade }) => grade));
    return { best, at: free.filter(({ grade }) => grade === best).map(({ at }) => at) };
  };
  // exact headings first, so that a looser fit of another column cannot take theirs
  const order = [...candidates].sort((a, b) => bestOf(a.fits).best - bestOf(b.fits).best);
  for (const { column, fits } of order) {
    const { at } = bestOf(fits);
    const [first, ...others] = at;
    if (first === undefined) missing.push(column.key);
    else if (others.length > 0) ambiguous.push({ key: column.key, columns: at });
    else {
      columns[column.key] = first;
      taken.add(first);
    }
  }
  const claimed = new Set([...taken, ...ambiguous.flatMap((one) => one.columns)]);
  const unmatched = headings
    .filter(({ column }) => !claimed.has(column))
    .map(({ column, label }) => ({ column, label }));
  return { columns, missing, ambiguous, unmatched };
}

/** Header candidates: each of the first rows alone, and with the row below where that holds no figures. */
function* candidates(rows: readonly Row[]): Generator<{ last: number; headings: Heading[] }> {
  for (let index = 0; index < Math.min(rows.length, HEADER_WITHIN); index += 1) {
    const row = rows[index] ?? [];
    yield { last: index, headings: singleLine(row) };
    const below = rows[index + 1];
    if (below?.some(isFilled) && !below.some(isFigure)) {
      yield { last: index + 1, headings: doubleLine(row, below) };
    }
  }
}

const scoreOf = (found: Found) => Object.keys(found.columns).length * 2 + found.ambiguous.length;

/**
 * Finds the header in an officer's own sheet and the wanted columns in it: titles above it, headings on two lines,
 * units in brackets, full-width characters, blanks and line breaks do not matter.
 * @param rows the sheet from its first row
 */
export function matchColumns(rows: readonly Row[], wanted: readonly WantedColumn[]): ColumnMatch {
  const needed = Math.min(2, wanted.length) * 2 - 1;
  let best: ColumnMatch | null = null;
  let bestScore = 0;
  for (const { last, headings } of candidates(rows)) {
    const found = assign(headings, wanted);
    const score = scoreOf(found);
    if (score < needed || score <= bestScore) continue;
    bestScore = score;
    best = { headerRow: last, firstDataRow: last + 1, ...found };
  }
  if (best) return best;
  const missing = wanted.map(({ key }) => key);
  return { headerRow: null, firstDataRow: 0, columns: {}, missing, ambiguous: [], unmatched: [] };
}
