import { Cpu } from 'lucide-react'
import { useTexts } from '../locale.tsx'
import { Link } from '../router.tsx'

/** The machine in one line: what everything in the catalog is judged against. */
export function MachineLine() {
  const { frame } = useTexts()
  return (
    <Link
      to="machine"
      title={frame.looking}
      className="flex min-h-9 items-center gap-2.5 rounded-control px-2 text-sm text-soft hover:bg-hover hover:text-ink max-lg:justify-center max-lg:px-0"
    >
      <Cpu aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
      <span className="max-lg:unseen">{frame.looking}</span>
    </Link>
  )
}
