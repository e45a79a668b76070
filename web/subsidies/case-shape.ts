import type { CaseDetail, CaseStage } from '../../server/cases/schema.ts';
import { STAGE_WORDS } from './words.ts';

/** A station in the life of a case. */
export interface LifeNode {
  word: string;
  state: 'done' | 'next' | 'ahead' | 'stopped';
  /** UTC instant it was reached; null ahead */
  at: string | null;
  by: string | null;
}

const LIFE: readonly { word: string; stages: readonly CaseStage[] }[] = [
  { word: '立项', stages: ['opened', 'applied'] },
  { word: '初审', stages: ['countyChecked'] },
  { word: '核查', stages: ['creditChecked'] },
  { word: '经办', stages: ['handled'] },
  { word: '审批', stages: ['endorsed'] },
  { word: '公示', stages: ['publicNotice'] },
  { word: '审定', stages: ['approved'] },
  { word: '拨付', stages: ['paying'] },
  { word: '办结', stages: ['closed'] },
];

type LifeSource = Pick<CaseDetail, 'stage' | 'origin' | 'events'>;

/** Stage the case stands at; of one returned or cancelled, the stage it was taken from. */
function reachedStage({ stage, events }: LifeSource): CaseStage {
  if (stage !== 'returned' && stage !== 'cancelled') return stage;
  const from =
    events.findLast(({ fromStage, toStage }) => toStage === stage && fromStage !== stage)?.fromStage ??
    'applied';
  return Object.hasOwn(STAGE_WORDS, from) ? (from as CaseStage) : 'applied';
}

/** The stations of a case: those behind it with day and person, the next, those ahead. */
export function shapeLife(source: LifeSource): LifeNode[] {
  // files, notes and further payments leave a case where it is
  const moves = source.events.filter(({ fromStage, toStage }) => fromStage !== toStage);
  const isStopped = source.stage === 'returned' || source.stage === 'cancelled';
  const reached = LIFE.findIndex(({ stages }) => stages.includes(reachedStage(source)));
  return LIFE.map(({ word, stages }, index) => {
    const event = moves.findLast(({ toStage }) => stages.includes(toStage as CaseStage));
    const name = index === 0 && source.origin === 'application' ? '申报' : word;
    if (index <= reached) return { word: name, state: 'done', at: event?.at ?? null, by: event?.by ?? null };
    if (index > reached + 1) return { word: name, state: 'ahead', at: null, by: null };
    if (!isStopped) return { word: name, state: 'next', at: null, by: null };
    const stop = moves.findLast(({ toStage }) => toStage === source.stage);
    return {
      word: source.stage === 'returned' ? '退回' : '撤销',
      state: 'stopped',
      at: stop?.at ?? null,
      by: stop?.by ?? null,
    };
  });
}
