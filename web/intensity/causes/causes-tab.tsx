import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { causesQuery } from '../../api/queries.ts';
import { formatPct } from '../../format.ts';
import { useAsOf } from '../../ui/as-of.ts';
import { Card } from '../../ui/card.tsx';
import { Loading, QueryView } from '../../ui/states.tsx';
import styles from './causes.module.css';
import { weightsLine, withoutStop } from './causes-words.ts';
import { ContributionsCard } from './contributions-card.tsx';
import { EffectsCard } from './effects-card.tsx';
import { type CausesProps, EnterButton } from './enter-button.tsx';
import { ReverseCard } from './reverse-card.tsx';

const WeightsForm = lazy(async () => ({ default: (await import('./weights-form.tsx')).WeightsForm }));

/** 原因分析: what moved the city, by unit; by their own intensity and by structure; and what would turn it green. */
export function CausesTab({ period }: { period: string }) {
  const query = useQuery(causesQuery(period, useAsOf()));
  const [entering, setEntering] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  return (
    <>
      <p role="status" className={styles.done}>
        {done}
      </p>
      {entering ? (
        <Suspense fallback={<Loading height={520} />}>
          <WeightsForm
            period={period}
            onClose={() => setEntering(false)}
            onSaved={(words) => {
              setEntering(false);
              setDone(words);
            }}
          />
        </Suspense>
      ) : null}
      <QueryView query={query} height={480}>
        {(causes) => (
          <Causes
            causes={causes}
            onEnter={
              entering
                ? null
                : () => {
                    setDone(null);
                    setEntering(true);
                  }
            }
          />
        )}
      </QueryView>
    </>
  );
}

function Causes({ causes, onEnter }: CausesProps) {
  return (
    <>
      {causes.missing.sentence === null ? null : <MissingCard causes={causes} onEnter={onEnter} />}
      <ContributionsCard causes={causes} onEnter={onEnter} />
      <EffectsCard causes={causes} />
      <ReverseCard causes={causes} />
    </>
  );
}

function Names({ label, units }: { label: string; units: { code: string; name: string }[] }) {
  if (units.length === 0) return null;
  return (
    <div>
      <dt>
        {label}（{units.length}个）
      </dt>
      <dd>{units.map(({ name }) => name).join('、')}</dd>
    </div>
  );
}

/** What has to be there before the city can be computed, and what can be said meanwhile. */
function MissingCard({ causes, onEnter }: CausesProps) {
  const { missing, fallback } = causes;
  return (
    <Card
      title={withoutStop(missing.sentence ?? '')}
      note={`汇总须14个单位齐全，缺一不可，缺的不按0计。单位：%。${weightsLine(causes)}`}
    >
      <dl className={styles.missing}>
        <Names label="缺本期能耗或增速" units={missing.figures} />
        <Names label="缺增加值占比" units={missing.weights} />
        {fallback ? (
          <div>
            <dt>权重录齐之前的参考</dt>
            <dd>
              汇总约{formatPct(fallback.intensityPct, 2)}%（{withoutStop(fallback.assumption)}）
              {causes.city
                ? `；全市反馈数${formatPct(causes.city.intensityPct, causes.city.decimals.intensityPct)}%`
                : ''}
            </dd>
          </div>
        ) : null}
      </dl>
      <EnterButton causes={causes} onEnter={onEnter} />
    </Card>
  );
}
