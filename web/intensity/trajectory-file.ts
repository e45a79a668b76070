import type { TrajectoryReply } from '../../server/progress/schema.ts';
import type { CardFile } from '../ui/card-file.ts';
import { trajectoryTable } from './trajectory-shape.ts';

/** The course of a unit as a file. Which of its years are released the reply does not say: it counts as internal. */
export function trajectoryFile(trajectory: TrajectoryReply): CardFile {
  return {
    title: `${trajectory.name}2024—2027年单位工业增加值能耗走势与落点`,
    sources: ['年度目标：附件2表一，连乘。', '实际：已结束年度为1–12月数，本年以累计数视作全年（推算）。'],
    internal: true,
    definition: '单位工业增加值能耗以2024年为100的指数，逐年按同比变化连乘。',
    unit: '指数，2024年=100',
    scope: '规上工业',
    ...(trajectory.asOf === null ? {} : { asOf: trajectory.asOf }),
    table: trajectoryTable(trajectory),
  };
}
