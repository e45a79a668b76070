import { Link } from '@tanstack/react-router';
import { PageHead } from '../ui/page-head.tsx';

/** Head of a bulletin that is on its way or cannot be shown: the way back to the list stands. */
export function HeadOnly() {
  return (
    <PageHead
      eyebrow="通报"
      title="工业能耗强度通报"
      actions={
        <Link to="/bulletin" className="button">
          通报清单
        </Link>
      }
    />
  );
}
