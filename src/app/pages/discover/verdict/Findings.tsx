import type { Saying } from '#domain/sayings/saying'
import { useSpell } from '../../../locale.tsx'
import { Link, usePlace } from '../../../router.tsx'
import { useOpenExternal } from '../../../state/open-external.ts'

interface Props {
  readonly title: string
  readonly sayings: readonly Saying[]
}

export function Findings({ title, sayings }: Props) {
  const spell = useSpell()
  if (sayings.length === 0) return null
  const once = new Map(sayings.map((saying) => [spell(saying), saying]))
  return (
    <div>
      <h3 className="text-sm font-medium">{title}</h3>
      <ul className="text-sm text-soft">
        {[...once].map(([text, saying]) => (
          <li
            key={text}
            className="relative ps-3 before:absolute before:start-0 before:text-faint before:content-['·']"
          >
            <Finding saying={saying} text={text} />
          </li>
        ))}
      </ul>
    </div>
  )
}

const linked = 'rounded-control underline underline-offset-2 hover:text-ink'

/** What names another model, a worker or a page leads there. */
function Finding({ saying: { id, values }, text }: { readonly saying: Saying; readonly text: string }) {
  const openExternal = useOpenExternal()
  const { query } = usePlace()
  const { model, url } = values
  if (typeof model === 'string')
    return (
      <Link to="discover" query={{ ...query, id: `huggingface:${model}` }} className={linked}>
        {text}
      </Link>
    )
  if (id === 'install-worker')
    return (
      <Link to="machine" className={linked}>
        {text}
      </Link>
    )
  if (typeof url === 'string')
    return (
      <button type="button" onClick={() => openExternal(url)} className={`${linked} text-start`}>
        {text}
      </button>
    )
  return text
}
