import type { Saying } from '#domain/sayings/saying'
import { useSpell } from '../../../locale.tsx'

interface Props {
  readonly title: string
  readonly sayings: readonly Saying[]
}

export function Findings({ title, sayings }: Props) {
  const spell = useSpell()
  if (sayings.length === 0) return null
  return (
    <div>
      <h3 className="text-sm font-medium">{title}</h3>
      <ul className="text-sm text-soft">
        {[...new Set(sayings.map(spell))].map((text) => (
          <li key={text} className="ps-3 -indent-3 before:me-1.5 before:text-faint before:content-['·']">
            {text}
          </li>
        ))}
      </ul>
    </div>
  )
}
