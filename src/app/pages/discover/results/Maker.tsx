import type { Source } from '#domain/model'
import { useTexts } from '../../../locale.tsx'

/** Who made it, and where it is from. A name is another's word: read in its own direction, it turns nothing beside it round. */
export function Maker({ author, source }: { readonly author: string | null; readonly source: Source }) {
  const hub = useTexts().source[source]
  return author === null ? (
    hub
  ) : (
    <>
      <bdi>{author}</bdi> · {hub}
    </>
  )
}
