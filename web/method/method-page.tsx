import { PageHead } from '../ui/page-head.tsx';

/** 方法说明: each formula with its source and a worked example. */
export function MethodPage() {
  return <PageHead eyebrow="" title="方法说明" />;
}
