import { PageHead } from '../ui/page-head.tsx';

/** 通报: bulletins from frozen figures. */
export function BulletinPage() {
  return <PageHead eyebrow="" title="通报" />;
}
