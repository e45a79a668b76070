import { PageHead } from '../ui/page-head.tsx';

/** 预警督办: what follows a red lamp. */
export function WarningsPage() {
  return <PageHead eyebrow="" title="预警督办" />;
}
