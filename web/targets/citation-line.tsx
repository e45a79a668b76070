import type { Citation } from '../../server/http/schemas.ts';

/** 来源: document and place, as it stands under a table. */
export function CitationLine({ citation }: { citation: Citation }) {
  return (
    <span>
      来源：{citation.document}，{citation.place}。{citation.note}
    </span>
  );
}

/** The same as lines of an exported file. */
export const citationLines = ({ document, place, note }: Citation): string[] =>
  [`${document}，${place}`, note ?? ''].filter((line) => line !== '');
