import { type IRunOptions, LineRuleType } from 'docx';
import type { Lamp } from '../../rules/grading.ts';

/* Type of official papers (GB/T 9704): 方正小标宋 for titles, 黑体 and 楷体 for headings, 仿宋 三号 for the text. */

export const FACES = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  heading: '黑体',
  kai: '楷体_GB2312',
  song: '宋体',
} as const;

/** Half points: 二号 22 pt, 三号 16 pt, 四号 14 pt, 小四 12 pt, 五号 10.5 pt, 小五 9 pt. */
export const SIZES = {
  masthead: 76,
  er: 44,
  xiaoEr: 36,
  san: 32,
  si: 28,
  xiaoSi: 24,
  wu: 21,
  xiaoWu: 18,
} as const;

export const RED = 'C00000';
export const LAMP_COLOURS: Readonly<Record<Lamp, string>> = {
  green: '24734A',
  yellow: '8A5D00',
  red: 'B3372B',
  none: '6B7672',
};

/** Text in a face; Latin letters and digits in Times New Roman. */
export function inFace(face: string, size: number, more: Partial<IRunOptions> = {}): IRunOptions {
  return {
    font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: face, hint: 'eastAsia' },
    size,
    ...more,
  };
}

/** Lines of 28 pt, as many as the standard asks for on a page. */
export const LINES = { line: 560, lineRule: LineRuleType.EXACT };
/** Two characters of 三号. */
export const INDENT = { firstLine: 640 };
