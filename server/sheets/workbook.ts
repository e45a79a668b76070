import { AppError } from '../http/errors.ts';

/** A cell as text, with the decimals as written ('3.60'); null when empty. A date is 'YYYY-MM-DD', a percentage '5.20%'. */
export type Cell = string | null;

/** Something the person should know about how the file was read. */
export interface Note {
  /** stable English, e.g. `formula` */
  code: string;
  /** Chinese, ready to show */
  message: string;
  /** name of the sheet, where it is about one */
  sheet?: string | undefined;
}

export interface Sheet {
  name: string;
  /** hidden sheets are listed but not read */
  hidden: boolean;
  /** empty cells at the end of a row and empty rows at the end of a sheet are left out */
  rows: Cell[][];
  /** there was content beyond row 5,000 or column 200, which was not read */
  truncated: boolean;
}

/** A spreadsheet as read: every visible sheet as text. */
export interface Workbook {
  sheets: Sheet[];
  notes: Note[];
}

const SAVE_AS = '请用 Excel 或 WPS 打开，另存为 .xlsx 后重试。';

/** Why a spreadsheet is not read, and what to do about it. The code is that of the 422 reply. */
export const REFUSALS = {
  empty: '文件是空的，请选择有内容的表格。',
  too_large: '文件超过5 MB。请删去图片和无关工作表后重试。',
  unknown_type: '这不是电子表格（按内容识别，与扩展名无关）。请选择 .xlsx、.xls 或 .csv 文件。',
  other_office: `暂不读取此种格式（如 .ods、.xlsb、.docx）。${SAVE_AS}`,
  html: `这是网页格式的表格，只是扩展名为 .xls。${SAVE_AS}`,
  xml_table: `这是 XML 格式的表格。${SAVE_AS}`,
  macro: '文件含有宏，不予读取。请另存为不含宏的 .xlsx 后重试。',
  encrypted: '文件已加密。请在 Excel 或 WPS 中取消打开密码，另存为 .xlsx 后重试。',
  damaged: `文件已损坏或不完整。${SAVE_AS}`,
  forbidden_xml: `文件含有不允许的 XML 声明（DTD）。${SAVE_AS}`,
  zip_bomb: `文件解压后过大或与标注的大小不符，不予读取。${SAVE_AS}`,
  zip_entries: `文件内部条目过多，不予读取。请把数据复制到新的工作簿，另存为 .xlsx 后重试。`,
  nested_zip: `文件里嵌有另一个压缩文件，不予读取。请把数据复制到新的工作簿，另存为 .xlsx 后重试。`,
  too_many_sheets: '工作表超过50张。请只保留要导入的工作表后重试。',
  too_many_rows:
    '表格行数过多（每张工作表最多5000行）。请删去多余的行（包括只有格式的空行），另存为 .xlsx 后重试。',
  sheet_too_large: '表格过大，无法在限定的时间和内存内处理。请删去无关的工作表和行列，另存为 .xlsx 后重试。',
  encoding: '无法识别文件的文字编码（支持 UTF-8、GBK、UTF-16）。请另存为 .xlsx 后重试。',
  no_sheet: '文件中没有可读的工作表（可能全部隐藏）。请取消隐藏后重试。',
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** 422: this file is not read; the message says what to do. */
export function refusal(code: RefusalCode): AppError {
  return new AppError(422, code, REFUSALS[code]);
}
