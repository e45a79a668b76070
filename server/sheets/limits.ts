/** What one spreadsheet may cost. Reading stops at the first limit it meets; none of them is met by an officer's sheet. */
export const LIMITS = {
  /** bytes of the file */
  fileBytes: 5 * 1024 * 1024,
  /** entries of the zip an .xlsx is */
  zipEntries: 2_000,
  /** bytes all entries of the zip unpack to */
  unpackedBytes: 64 * 1024 * 1024,
  /** unpacked : packed of one entry, looked at above `ratioFromBytes` */
  unpackRatio: 400,
  ratioFromBytes: 1024 * 1024,
  /** sheets of a workbook, hidden ones included */
  sheets: 50,
  /** rows and columns read of one sheet; what lies beyond is named, not read */
  rows: 5_000,
  columns: 200,
  /** rows with content, and rows at all, above which a sheet is refused unread */
  filledRows: 50_000,
  declaredRows: 200_000,
  /** cells and characters read of the whole workbook */
  cells: 250_000,
  characters: 4_000_000,
  /** characters of one cell, as in Excel */
  cellCharacters: 32_767,
  /** shared strings of a workbook: their number and characters in all */
  sharedStrings: 250_000,
  sharedCharacters: 5_000_000,
} as const;
