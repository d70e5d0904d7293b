import type { LibraryState } from '#contract/library'
import { useFormat, useTexts } from '../../locale.tsx'
import { Card } from '../../ui/Card.tsx'
import { shares } from './disk-shares.ts'

const depths = ['bg-part-weights', 'bg-part-cache', 'bg-part-overhead'] as const

/** Where the space goes, largest first. */
export function DiskUsage({ state }: { readonly state: LibraryState }) {
  const { library: say } = useTexts()
  const format = useFormat()
  const parts = shares(state.items, say.others)
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0)
  return (
    <Card aria-label={say.usage} className="flex flex-col gap-2.5 p-4">
      <ul className="flex h-7 gap-px overflow-hidden rounded-control bg-press">
        {parts.map(({ name, bytes }, place) => (
          <li
            key={name}
            title={say.usageOf(name, format.bytes(bytes))}
            style={{ width: `${(bytes / Math.max(1, total)) * 100}%` }}
            className={depths[place % depths.length]}
          >
            <span className="unseen">{say.usageOf(name, format.bytes(bytes))}</span>
          </li>
        ))}
      </ul>
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-soft">
        {state.folders.map(({ path, freeBytes }) => (
          <li key={path} className="min-w-0 truncate">
            {freeBytes === null ? path : say.freeOn(path, format.bytes(freeBytes))}
          </li>
        ))}
      </ul>
    </Card>
  )
}
