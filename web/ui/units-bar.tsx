import { type FormEvent, useState } from 'react';
import { UNITS_PAGE, type UnitsAsked } from '../api/queries.ts';
import { Pager } from './pager.tsx';
import styles from './units-bar.module.css';

interface UnitsBarProps {
  asked: UnitsAsked;
  /** units found; undefined while they are on their way */
  total: number | undefined;
  isPending: boolean;
  onAsk: (asked: UnitsAsked) => void;
}

/** Where there are more units than one page shows: finds one by name or code, and turns the pages. */
export function UnitsBar({ asked, total, isPending, onAsk }: UnitsBarProps) {
  const [text, setText] = useState(asked.q);
  const find = (event: FormEvent) => {
    event.preventDefault();
    onAsk({ q: text.trim(), offset: 0 });
  };
  return (
    <section className={`${styles.bar} noPrint`} aria-label="选择单位">
      <form className={styles.find} onSubmit={find}>
        <input
          className="field"
          type="search"
          maxLength={40}
          aria-label="查找单位"
          placeholder="单位名称或代码"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="button">
          查找
        </button>
      </form>
      <p>
        {total === 0
          ? '没有找到这个单位；清空查找内容可看全部单位。'
          : '各单位的图表只列本页单位；全市数按全部单位计。'}
      </p>
      <div>
        <Pager
          offset={asked.offset}
          total={total ?? 0}
          size={UNITS_PAGE}
          measure="个单位"
          isPending={isPending}
          onOffset={(offset) => onAsk({ ...asked, offset })}
        />
      </div>
    </section>
  );
}
