import { describe, expect, it } from 'vitest';
import { editDistance, holderKey, maybeSameHolder, type NamedHolder, nameCore } from './similar-name.ts';

const CODE_A = '91360425TEAT00001X';
const CODE_B = '91360425TEAT000025';

const holder = (name: string, change: Partial<NamedHolder> = {}) =>
  holderKey({ holder: name, formerNames: [], creditCode: null, ...change });

describe('what is left of a name', () => {
  it.each([
    ['九江琥珀新材料有限公司', '琥珀新材料'],
    ['江西省九江市琥珀新材料股份有限公司', '琥珀新材料'],
    ['琥珀新材料有限责任公司', '琥珀新材料'],
    ['琥珀新材料集团有限公司', '琥珀新材料'],
    ['赛得利（中国）有限公司', '赛得利中国'],
    ['赛得利(中国) 有限公司', '赛得利中国'],
    ['永修县ａｂｃ　硅业有限公司', 'ABC硅业'],
    ['江西省九江市永修县工业园区', '永修县工业园区'],
    ['九江经济技术开发区', '九江经济技术开发区'],
    ['九江石化', '石化'],
    ['江公司', '江公司'],
    ['九江', '九江'],
  ])('%s: %s', (name, core) => {
    expect(nameCore(name)).toBe(core);
  });
});

describe('steps between two names', () => {
  it.each([
    ['德福电子', '德福电子', 0],
    ['德福电子', '德富电子', 1],
    ['德福电子', '福德电子', 1],
    ['德福电子', '德福电子材', 1],
    ['德福电子', '德富电气', 2],
    ['', '甲乙', 2],
  ])('%s and %s: %i', (a, b, steps) => {
    expect(editDistance(a, b)).toBe(steps);
    expect(editDistance(b, a)).toBe(steps);
  });
});

describe('two holders may be the same', () => {
  it.each<[string, string, string, boolean]>([
    ['the same name written differently', '九江 德福电子（集团）有限公司', '德福电子集团有限责任公司', true],
    ['three characters, one different', '心连心有限公司', '心连星有限公司', false],
    ['four characters, one different', '德福电子有限公司', '德富电子有限公司', true],
    ['four characters, two different', '德福电子有限公司', '德富电气有限公司', false],
    ['nine characters, one different', '浔江双钟精密机械制造厂', '浔江双钟精密机械制作厂', true],
    ['nine characters, two different', '浔江钟精密机械制造', '浔江铃精密机械制作', false],
    ['ten characters, two different', '浔江双钟精密机械制造', '浔江双铃精密机械制作', true],
    ['ten characters, three different', '浔江双钟精密机械制造', '赣江双铃精密机械制作', false],
    ['one begins with the other, four characters', '理文造纸', '江西理文造纸有限公司九江基地', true],
    ['one begins with the other, three characters', '心连心', '心连心化学工业有限公司', false],
    ['one ends with the other', '新材料科技', '琥珀柏新材料科技', false],
    ['plants told apart by a number', '万年青水泥一厂', '万年青水泥二厂', false],
    ['plants told apart by a figure', '万年青水泥1号线', '万年青水泥2号线', false],
    ['two neighbours swapped', '巨石集团九江有限公司', '巨石团集九江有限公司', true],
    ['one park written twice', '永修县工业园区', '江西省永修县工业园', true],
    ['parks of two counties', '永修县工业园区', '武宁县工业园区', false],
    ['different firms of one trade', '浔江新材料有限公司', '匡岭新材料有限公司', false],
  ])('%s', (_name, a, b, alike) => {
    expect(maybeSameHolder(holder(a), holder(b))).toBe(alike);
    expect(maybeSameHolder(holder(b), holder(a))).toBe(alike);
  });

  it('by a former name of either', () => {
    const renamed = holder('甘棠绿色材料有限公司', { formerNames: ['甘棠化工有限公司'] });
    expect(maybeSameHolder(renamed, holder('甘棠化工有限责任公司'))).toBe(true);
    expect(maybeSameHolder(holder('甘棠化工有限责任公司'), renamed)).toBe(true);
    expect(maybeSameHolder(renamed, holder('赤湖化工有限公司'))).toBe(false);
  });

  it('two known codes decide, whatever the names; one alone does not', () => {
    const known = holder('德福电子有限公司', { creditCode: CODE_A });
    expect(maybeSameHolder(known, holder('德福电子有限公司', { creditCode: CODE_B }))).toBe(false);
    expect(maybeSameHolder(known, holder('改名后的公司', { creditCode: CODE_A }))).toBe(true);
    expect(maybeSameHolder(known, holder('德福电子有限公司'))).toBe(true);
  });
});
