import type { CaseStage, CaseStep } from '../../server/rules/case-steps.ts';
import { wan } from '../../server/rules/subsidies/money.ts';
import { countyUsername, ENDORSER, HANDLER } from './accounts.ts';
import { addDays, officeTime, workdayAfter, workdayOnOrAfter } from './calendar.ts';
import type { CaseGoal } from './case-goals.ts';
import { seededRandom, wholeBetween } from './random.ts';

/** One step of a demo case; `by` is a user name. */
export interface DemoCaseEvent {
  step: CaseStep | 'open' | 'apply' | 'flag';
  fromStage: CaseStage | null;
  toStage: CaseStage;
  at: string;
  by: string;
  note: string | null;
  data: Readonly<Record<string, unknown>> | null;
}

/** A payment of a demo case; the voucher number is given when all payments are known. */
export interface DemoPayment {
  paidOn: string;
  amountFen: number;
  recordedAt: string;
}

/** Everything that happened to a case. */
export interface DemoLife {
  events: readonly DemoCaseEvent[];
  payments: readonly DemoPayment[];
  notice: { from: string; to: string } | null;
}

export interface LifeStart {
  /** names the case for the generator: the same name gives the same days */
  name: string;
  unitCode: string;
  origin: 'automatic' | 'application';
  /** first event, UTC ISO 8601 */
  createdAt: string;
  note: string | null;
  data: Readonly<Record<string, unknown>>;
  /** calendar days it lay before the first check */
  waitDays: number;
  /** document number of the approval, given its month `YYYY-MM` */
  documentOf: (month: string) => string;
  payer: 'city' | 'district';
}

const NOTICE_DAYS = 7;

/** The way from the first check to approval: step, stage reached, who, what is noted. */
const WAY = [
  { step: 'countyCheck', stage: 'countyChecked', by: null, note: '材料齐全，情况属实。' },
  { step: 'creditCheck', stage: 'creditChecked', by: HANDLER, note: '未见失信记录，未发现重复申报。' },
  { step: 'handle', stage: 'handled', by: HANDLER, note: '拟按测算结果提请审批。' },
  { step: 'endorse', stage: 'endorsed', by: ENDORSER, note: '同意。' },
  { step: 'publishNotice', stage: 'publicNotice', by: HANDLER, note: null },
  { step: 'approve', stage: 'approved', by: ENDORSER, note: null },
] as const satisfies readonly { step: CaseStep; stage: CaseStage; by: string | null; note: string | null }[];

/** Writes a case's life step by step, on workdays and in office hours. */
class LifeWriter {
  readonly events: DemoCaseEvent[] = [];
  readonly payments: DemoPayment[] = [];
  notice: { from: string; to: string } | null = null;
  private readonly start: LifeStart;
  private readonly goal: CaseGoal;
  private readonly next: () => number;
  private day: string;
  private stage: CaseStage;

  constructor(start: LifeStart, goal: CaseGoal) {
    this.start = start;
    this.goal = goal;
    this.next = seededRandom(`life ${start.name}`);
    this.stage = start.origin === 'automatic' ? 'opened' : 'applied';
    const step = start.origin === 'automatic' ? 'open' : 'apply';
    const by = start.origin === 'automatic' ? HANDLER : this.county();
    const { createdAt: at, note } = start;
    // demo cases begin in Shanghai office hours, when the UTC date is the same
    const data = { ...start.data, on: at.slice(0, 10) };
    this.events.push({ step, fromStage: null, toStage: this.stage, at, by, note, data });
    this.day = addDays(start.createdAt.slice(0, 10), start.waitDays);
  }

  private county(): string {
    return countyUsername(this.start.unitCode);
  }

  /** Moves on by a few workdays. */
  private pass(least: number, most: number): void {
    for (let left = wholeBetween(this.next, least, most); left > 0; left -= 1)
      this.day = workdayAfter(this.day);
  }

  private add(
    step: CaseStep,
    toStage: CaseStage,
    by: string,
    note: string | null,
    data: DemoCaseEvent['data'] = null,
  ): string {
    const at = officeTime(this.day, this.next);
    const dated = { ...data, on: this.day };
    this.events.push({ step, fromStage: this.stage, toStage, at, by, note, data: dated });
    this.stage = toStage;
    return at;
  }

  /** Walks the way until the given stage is reached. */
  walkTo(goal: CaseStage): void {
    for (const { step, stage, by, note } of WAY) {
      if (this.stage === goal) return;
      if (step === 'approve') this.day = workdayOnOrAfter(addDays(this.notice?.to ?? this.day, 1));
      this.pass(1, 2);
      this.add(step, stage, by ?? this.county(), note, this.dataOf(step));
      if (step === 'countyCheck') this.returnOnce();
    }
  }

  private returnOnce(): void {
    const { returnedOnce } = this.goal;
    if (returnedOnce === undefined) return;
    this.pass(1, 2);
    this.add('return', 'returned', HANDLER, returnedOnce);
    this.pass(2, 3);
    this.add('resubmit', 'applied', this.county(), '已补正。');
    this.pass(1, 1);
    this.add('countyCheck', 'countyChecked', this.county(), '补正材料已核对。');
  }

  private dataOf(step: CaseStep): DemoCaseEvent['data'] {
    if (step === 'publishNotice') {
      const from = workdayAfter(this.day);
      this.notice = { from, to: addDays(from, NOTICE_DAYS - 1) };
      return { noticeFrom: this.notice.from, noticeTo: this.notice.to };
    }
    if (step !== 'approve') return null;
    const amountFen = wan(this.goal.approvedWan ?? '0');
    const approvalDocument = this.start.documentOf(this.day.slice(0, 7));
    const funding = [{ payer: this.start.payer, fen: amountFen }];
    const amountReason = this.goal.amountReason ?? null;
    return { amountFen, approvalDocument, amountReason, funding, warnings: [] };
  }

  /** Return or cancellation; the county itself withdraws what has gone no further than its desk. */
  stop(): void {
    const { stage, stopReason = '' } = this.goal;
    this.pass(1, 2);
    const step = stage === 'returned' ? 'return' : 'cancel';
    const isOwn = step === 'cancel' && this.stage === 'applied';
    this.add(step, stage, isOwn ? this.county() : HANDLER, stopReason);
  }

  pay(): void {
    const { stage, paidWan = [] } = this.goal;
    for (const [index, amount] of paidWan.entries()) {
      this.pass(index === 0 ? 5 : 15, index === 0 ? 10 : 20);
      const paidOn = this.day;
      const amountFen = wan(amount);
      const recordedAt = this.add('pay', 'paying', HANDLER, null, { paidOn, amountFen });
      this.payments.push({ paidOn, amountFen, recordedAt });
    }
    if (stage !== 'closed') return;
    this.pass(1, 2);
    this.add('close', 'closed', HANDLER, '已足额拨付。');
  }
}

/** The whole life of a case up to its goal. */
export function lifeOf(start: LifeStart, goal: CaseGoal): DemoLife {
  const writer = new LifeWriter(start, goal);
  writer.walkTo(goal.stoppedAt ?? goal.stage);
  if (goal.stoppedAt !== undefined) writer.stop();
  writer.pay();
  return { events: writer.events, payments: writer.payments, notice: writer.notice };
}
