import { Search } from 'lucide-react'
import { Kbd } from '../ui/Kbd.tsx'
import { useTexts } from '../locale.tsx'
import { Link, usePlace } from '../router.tsx'
import { DownloadsEdge, DownloadsLine } from './DownloadsLine.tsx'
import { destinations, type Destination } from './destinations.ts'
import { MachineLine } from './MachineLine.tsx'
import { usePaletteOpen } from './palette/palette-open.ts'
import { Mark } from './Mark.tsx'

/** The five destinations: a rail at the left, a bar at the bottom where the window is narrow as a phone. */
export function Rail() {
  const { frame } = useTexts()
  const { page } = usePlace()
  return (
    <nav
      aria-label={frame.nav}
      className="relative z-20 flex shrink-0 border-line bg-sunken max-sm:order-last max-sm:border-t sm:w-14 sm:flex-col sm:border-e lg:w-52"
    >
      <Link
        to="discover"
        className="hidden h-13 items-center gap-2.5 px-4 font-medium sm:flex max-lg:justify-center max-lg:px-0"
        aria-label="rbee Marketplace"
      >
        <Mark />
        <span className="max-lg:hidden">rbee Marketplace</span>
      </Link>
      <ul className="flex flex-1 max-sm:justify-around sm:flex-col sm:gap-0.5 sm:px-2">
        {destinations.map((destination) => (
          <li key={destination.page} className="max-sm:min-w-0 max-sm:flex-1">
            <RailLink destination={destination} current={destination.holds.includes(page)} />
          </li>
        ))}
      </ul>
      <DownloadsEdge />
      <PaletteButton />
      <div className="hidden flex-col gap-1 border-t border-line p-2 sm:flex">
        <DownloadsLine />
        <MachineLine />
      </div>
    </nav>
  )
}

function RailLink({
  destination,
  current,
}: {
  readonly destination: Destination
  readonly current: boolean
}) {
  const { frame } = useTexts()
  const { page, icon: Icon } = destination
  return (
    <Link
      to={page}
      aria-current={current ? 'page' : undefined}
      title={frame[page]}
      className="group relative flex items-center gap-2.5 rounded-control text-soft transition-colors duration-120 hover:text-ink focus-visible:-outline-offset-2 aria-[current]:font-medium aria-[current]:text-ink max-sm:flex-col max-sm:gap-0.5 max-sm:py-2 sm:h-9 sm:px-3 sm:hover:bg-hover sm:aria-[current]:bg-press max-lg:sm:justify-center max-lg:sm:px-0"
    >
      <Icon
        aria-hidden
        className="size-4.5 shrink-0 group-aria-[current]:text-honey-ink"
        strokeWidth={1.75}
      />
      <span className="truncate max-sm:max-w-full max-sm:text-xs max-sm:tracking-tight max-lg:sm:unseen">
        <span className="sm:hidden">{frame.short[page]}</span>
        <span className="max-sm:hidden">{frame[page]}</span>
      </span>
    </Link>
  )
}

/** The way to the palette for those who do not know its keys. */
function PaletteButton() {
  const { palette } = useTexts()
  const open = usePaletteOpen((state) => state.set)
  return (
    <button
      type="button"
      title={palette.title}
      onClick={() => open(true)}
      className="mx-2 mb-1 hidden h-9 items-center gap-2.5 rounded-control px-3 text-soft hover:bg-hover hover:text-ink sm:flex max-lg:justify-center max-lg:px-0"
    >
      <Search aria-hidden className="size-4.5 shrink-0" strokeWidth={1.75} />
      <span className="flex-1 truncate text-start max-lg:unseen">{palette.short}</span>
      <span aria-hidden className="max-lg:hidden">
        <Kbd keys="Mod+K" />
      </span>
    </button>
  )
}
