import { TriangleAlert } from 'lucide-react'
import { ProblemNote } from '../../ui/ProblemNote.tsx'

interface Problem {
  readonly code: string
  readonly message: string
  readonly cure: string | null
}

export function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  if (problems.length === 0) return null
  return (
    <ul className="flex flex-col gap-2">
      {problems.map(({ code, message, cure }) => (
        <li key={code + message}>
          <ProblemNote tone="fair" icon={<TriangleAlert aria-hidden />} title={message}>
            {cure}
          </ProblemNote>
        </li>
      ))}
    </ul>
  )
}
