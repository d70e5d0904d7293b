import type { Problem } from '#domain/sayings/saying'
import { useSpell } from '../../locale.tsx'

/** What stands in the way, and what to do about it. */
export function ProblemWords({ problem: { said } }: { readonly problem: Problem<string> }) {
  const spell = useSpell()
  return (
    <>
      {spell(said.message)} {said.cure !== null && <span className="text-soft">{spell(said.cure)}</span>}
    </>
  )
}
