/** A file of a demo case. */
export interface DemoFile {
  name: string;
  mediaType: 'application/pdf';
  content: Buffer;
}

/** A one-page PDF with one line of plain ASCII text, the same bytes on every run. */
export function onePagePdf(line: string): Buffer {
  const drawing = `BT /F1 18 Tf 72 760 Td (${line.replaceAll(/[\\()]/g, '')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const tail = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(`${text}xref\n0 ${size}\n0000000000 65535 f \n${table}${tail}`, 'latin1');
}

/** What an application for an award comes with (申报材料). */
export function demoFilesFor(awardId: string): readonly DemoFile[] {
  const proof = awardId.startsWith('jiujiang-2-')
    ? ['节能验收报告（演示）.pdf']
    : awardId === 'jiujiang-5-energy-system'
      ? ['合同和发票（演示）.pdf']
      : [];
  return ['申报书（演示）.pdf', ...proof].map((name, index) => ({
    name,
    mediaType: 'application/pdf',
    content: onePagePdf(`DEMO ONLY / ${awardId} / file ${index + 1}`),
  }));
}
