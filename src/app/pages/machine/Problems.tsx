import type { Problem } from '#domain/sayings/saying'
import { TriangleAlert } from 'lucide-react'
import { useSpell } from '../../locale.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'

export function Problems({ problems }: { readonly problems: readonly Problem<string>[] }) {
  const spell = useSpell()
  if (problems.length === 0) return null
  return (
    <ul className="flex flex-col gap-2">
      {problems.map(({ code, message, said }) => (
        <li key={code + message}>
          <ProblemNote tone="fair" icon={<TriangleAlert aria-hidden />} title={spell(said.message)}>
            {said.cure !== null && spell(said.cure)}
          </ProblemNote>
        </li>
      ))}
    </ul>
  )
}
