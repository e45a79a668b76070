import { PROJECT_STAGE_LABELS, type ProjectStage } from '../rules/project-stages.ts';

/** A stage a list may bring a project in; acceptance needs its report and is taken in the project itself. */
export type ImportedStage = Extract<ProjectStage, 'willing' | 'diagnosed' | 'scheme' | 'retrofitting'>;

export interface StageText {
  stage: ImportedStage;
  /** what whoever imports should know: the words did not name the stage literally; null where they did */
  note: string | null;
}

/** Which stages the row dates: what they are for a text that only says what was not reached. */
export interface DatedStages {
  diagnosed: boolean;
  scheme: boolean;
}

const WILLING = /^(?:谋划中?|(?:有|改造|有改造)?(?:意愿|意向)(?:阶段)?)$/;
const FINISHED = /验收|完工|竣工|已改造|改造完成|改造已完成|完成改造|奖补|评价/g;
const WORKS = /改造中|正在改造|在建|施工|实施(?!方案)|开工/g;
const SCHEME = /方案|可研|设计/g;
const DIAGNOSIS = /诊断/g;
const STAGE_WORD = /验收|完工|竣工|改造|奖补|评价|在建|施工|实施|开工|方案|可研|设计|诊断/;

/** What comes before a word in its clause and says that it is not so: not yet, or only meant. */
const NOT_YET = /(?:未(?!来)|尚没|没有|还没)([^，,。；;、]{0,4})$/;
const MEANT = /(?:待|拟|计划|准备|预计|即将|筹备)([^，,。；;、]{0,12})$/;
/** What comes after a word and says that it has not begun: 施工准备. */
const PREPARING = /^(?:前期)?(?:准备|筹备)/;
/** What about a word says that it is still being done: 方案编制中, 正在诊断. */
const DOING_BEFORE = /(?:正在|开展)[^，,。；;、]{0,4}$/;
const DOING_AFTER = /^[^，,。；;、]{0,6}中(?!标)/;

function isDenied(before: string): boolean {
  const between = NOT_YET.exec(before)?.[1] ?? MEANT.exec(before)?.[1];
  return between !== undefined && !STAGE_WORD.test(between) && !/已|正在/.test(between);
}

/** What a text says of a stage: reached, not reached, or nothing. */
type Said = 'reached' | 'not' | null;

function saidOf(text: string, words: RegExp, mustBeDone: boolean): Said {
  const found = [...text.matchAll(words)];
  if (found.length === 0) return null;
  const isReached = found.some(({ index, 0: word }) => {
    const [before, after] = [text.slice(0, index), text.slice(index + word.length)];
    if (isDenied(before) || PREPARING.test(after)) return false;
    const isDoing = DOING_BEFORE.test(before) || (DOING_AFTER.test(after) && !STAGE_WORD.test(after));
    return !(mustBeDone && isDoing);
  });
  return isReached ? 'reached' : 'not';
}

const asked = (text: string, stage: ImportedStage) =>
  `“${text}”按“${PROJECT_STAGE_LABELS[stage]}”导入，请核对。`;

const ACCEPTANCE_NOTE = '按“改造中”导入；验收须上传节能验收报告，请在项目中办理验收。';

/**
 * The stage a text names, as lists write it. 已验收 is taken as 改造中, because acceptance needs its report; what is said not
 * to be reached yet (未开工, 待验收, 拟改造, 方案编制中) is the stage before it.
 * @param text half-width, without blanks at its ends
 * @returns null where it names none
 */
export function parseStage(text: string, dated: DatedStages): StageText | null {
  const plain = text.replaceAll(/\s/g, '');
  if (plain === '' || WILLING.test(plain)) return { stage: 'willing', note: null };
  const finished = saidOf(plain, FINISHED, false);
  const works = saidOf(plain, WORKS, false);
  if (finished === 'reached') return { stage: 'retrofitting', note: ACCEPTANCE_NOTE };
  if (works === 'reached') return { stage: 'retrofitting', note: null };
  if (finished === 'not' && works === null && /验收|完工|竣工|未完成改造|奖补|评价/.test(plain)) {
    return { stage: 'retrofitting', note: asked(text, 'retrofitting') };
  }
  const scheme = saidOf(plain, SCHEME, true);
  const diagnosis = saidOf(plain, DIAGNOSIS, true);
  const isLiteral = finished === null && works === null && scheme !== 'not' && diagnosis !== 'not';
  const read = (stage: ImportedStage): StageText => ({
    stage,
    note: isLiteral ? null : asked(text, stage),
  });
  if (scheme === 'reached') return read('scheme');
  const isMeant = works === 'not' || /拟|计划|谋划|准备|意愿|意向|[未待]改造/.test(plain);
  const mayHaveScheme = works === 'not' || (isMeant && diagnosis !== 'reached');
  if (dated.scheme && mayHaveScheme && scheme === null)
    return { stage: 'scheme', note: asked(text, 'scheme') };
  if (diagnosis === 'reached') return read('diagnosed');
  const isBefore = isMeant || finished === 'not' || scheme === 'not' || diagnosis === 'not';
  if (!isBefore) return null;
  if (dated.diagnosed && diagnosis === null) return { stage: 'diagnosed', note: asked(text, 'diagnosed') };
  return { stage: 'willing', note: asked(text, 'willing') };
}
