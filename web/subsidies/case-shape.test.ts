import { describe, expect, it } from 'vitest';
import { shapeLife } from './case-shape.ts';
import { caseEvent } from './testing.ts';

describe('life of a case', () => {
  const opened = caseEvent(1, 'open', null, 'opened');
  const checked = caseEvent(2, 'countyCheck', 'opened', 'countyChecked');
  const states = (life: ReturnType<typeof shapeLife>) => life.map(({ state }) => state[0]).join('');

  it('what is behind has day and person, the next step is marked', () => {
    const life = shapeLife({ stage: 'countyChecked', origin: 'automatic', events: [opened, checked] });
    expect(states(life)).toBe('ddnaaaaaa');
    expect(life[1]).toEqual({ word: '初审', state: 'done', at: '2026-03-02T02:00:00Z', by: '李某' });
    expect(life[2]).toEqual({ word: '核查', state: 'next', at: null, by: null });
  });
  it('an application begins with 申报', () => {
    const applied = caseEvent(1, 'apply', null, 'applied');
    const [first] = shapeLife({ stage: 'applied', origin: 'application', events: [applied] });
    expect(first?.word).toBe('申报');
  });
  it('a file uploaded later does not move the day a stage was reached', () => {
    const file = caseEvent(9, 'file', 'countyChecked', 'countyChecked');
    const life = shapeLife({ stage: 'countyChecked', origin: 'automatic', events: [opened, checked, file] });
    expect(life[1]?.at).toBe('2026-03-02T02:00:00Z');
  });
  it('a returned case shows where it was taken from', () => {
    const back = caseEvent(3, 'return', 'countyChecked', 'returned');
    const life = shapeLife({ stage: 'returned', origin: 'automatic', events: [opened, checked, back] });
    expect(states(life)).toBe('ddsaaaaaa');
    expect(life[2]).toMatchObject({ word: '退回', at: '2026-03-03T02:00:00Z' });
  });
  it('a closed case has everything behind it', () => {
    const life = shapeLife({ stage: 'closed', origin: 'automatic', events: [opened] });
    expect(states(life)).toBe('ddddddddd');
  });
});
