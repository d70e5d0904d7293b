import { cx } from '../lib/cx.ts'

/** Shaped by its class like what will stand here; shows only when the wait is long enough to notice. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <span aria-hidden className={cx('waits block rounded-control bg-press', className)} />
}
