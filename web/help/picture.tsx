import type { GuidePicture } from './guide.ts';
import styles from './help.module.css';
import sizes from './pictures/sizes.json';

const FILES = import.meta.glob<string>('./pictures/*.webp', {
  eager: true,
  import: 'default',
  query: '?url',
});
const SIZES: Readonly<Record<string, { width: number; height: number }>> = sizes;

/** A picture of the real screen, opening in full size; its place is kept while it loads. */
export function Picture({ picture: { name, alt } }: { picture: GuidePicture }) {
  const size = SIZES[name];
  const file = FILES[`./pictures/${name}.webp`];
  return (
    <a className={styles.picture} href={file} target="_blank" rel="noreferrer" title="打开大图">
      <img
        src={file}
        alt={alt}
        loading="lazy"
        decoding="async"
        {...(size ? { width: size.width, height: size.height } : {})}
      />
    </a>
  );
}
