import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { ROLE_LABELS, ROLES, type Role } from '../../server/rules/permissions.ts';
import { useSession } from '../app/session.ts';
import { Card } from '../ui/card.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { type Guide, type GuideStep, pieces } from './guide.ts';
import { GUIDES, roleShown } from './guides.ts';
import styles from './help.module.css';
import { Picture } from './picture.tsx';

const route = getRouteApi('/help');

/** 使用帮助: the one-page guide of one's own role, the others beside it. */
export function HelpPage() {
  const { user } = useSession();
  const search = route.useSearch();
  const role = roleShown(search.role, user.role);
  const guide = GUIDES[role];
  const page = useRef<HTMLDivElement>(null);
  useLoadedForPrint(page);
  return (
    <div ref={page} className={styles.page}>
      <PageHead
        eyebrow={`使用帮助 · ${ROLE_LABELS[role]}`}
        title={guide.title}
        actions={
          <button type="button" className="button" onClick={() => void printLoaded(page.current)}>
            打印
          </button>
        }
      />
      <Tabs current={role} own={user.role} />
      <p className={styles.lead}>
        <Words line={guide.lead} />
      </p>
      <Steps guide={guide} />
      <div className={styles.foot}>
        <Questions guide={guide} />
        <Contacts guide={guide} />
      </div>
    </div>
  );
}

function Tabs({ current, own }: { current: Role; own: Role }) {
  return (
    <nav className="pageTabs noPrint" aria-label="使用帮助">
      {ROLES.map((role) => (
        <Link
          key={role}
          to="/help"
          search={role === own ? {} : { role }}
          aria-current={role === current ? 'page' : undefined}
          activeProps={{}}
        >
          {ROLE_LABELS[role]}
        </Link>
      ))}
    </nav>
  );
}

/** A line with the words of the screens set off. */
function Words({ line }: { line: string }) {
  return pieces(line).map(({ text, isScreenWord }, index) =>
    isScreenWord ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a fixed line
      <b key={index} className={styles.word}>
        {text}
      </b>
    ) : (
      text
    ),
  );
}

function Steps({ guide }: { guide: Guide }) {
  return (
    <ol className={styles.steps}>
      {guide.steps.map((step, index) => (
        <Step key={step.title} step={step} number={index + 1} />
      ))}
    </ol>
  );
}

function Step({ step, number }: { step: GuideStep; number: number }) {
  return (
    <li className={step.picture === null ? `${styles.step} ${styles.plain}` : styles.step}>
      <div>
        <h2>
          <span className={styles.number} aria-hidden="true">
            {number}
          </span>
          {step.title}
        </h2>
        <ul>
          {step.lines.map((line) => (
            <li key={line}>
              <Words line={line} />
            </li>
          ))}
        </ul>
      </div>
      {step.picture === null ? null : <Picture picture={step.picture} />}
    </li>
  );
}

function Questions({ guide }: { guide: Guide }) {
  return (
    <Card title="常见问题" className={styles.questions}>
      <dl>
        {guide.questions.map(({ ask, answer }) => (
          <div key={ask}>
            <dt>
              <Words line={ask} />
            </dt>
            <dd>
              <Words line={answer} />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Contacts({ guide }: { guide: Guide }) {
  return (
    <Card title="有问题找谁" className={styles.contacts}>
      <dl>
        {guide.contacts.map(({ matter, who }) => (
          <div key={matter}>
            <dt>{matter}</dt>
            <dd>
              <Words line={who} />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function load(page: HTMLElement | null): HTMLImageElement[] {
  const pictures = [...(page?.querySelectorAll('img') ?? [])];
  for (const picture of pictures) picture.loading = 'eager';
  return pictures;
}

/** Prints once all pictures are there; one that cannot be read does not hold the others up. */
async function printLoaded(page: HTMLElement | null): Promise<void> {
  await Promise.allSettled(load(page).map((picture) => picture.decode()));
  window.print();
}

/** Pictures further down are read only when they come near; the browser's own print command wants them all. */
function useLoadedForPrint(page: { current: HTMLElement | null }) {
  useEffect(() => {
    const onPrint = () => void load(page.current);
    window.addEventListener('beforeprint', onPrint);
    return () => window.removeEventListener('beforeprint', onPrint);
  }, [page]);
}
