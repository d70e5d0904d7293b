import { FlaskConical } from 'lucide-react'
import { useTexts } from '../../../locale.tsx'
import { useQueryChange } from '../../../router.tsx'
import { Button } from '../../../ui/Button.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { writeWhatIf, type WhatIf } from '../query/discover-query.ts'
import { useWhatIfWords } from './what-if-words.ts'

/** Nobody should take a wish for what they have. */
export function WhatIfBanner({ whatIf }: { readonly whatIf: WhatIf }) {
  const { filters } = useTexts()
  const words = useWhatIfWords()
  const change = useQueryChange()
  return (
    <ProblemNote
      tone="info"
      icon={<FlaskConical aria-hidden />}
      title={filters.whatIf.banner(words(whatIf))}
      action={
        <Button size="sm" onClick={() => change(writeWhatIf(null))}>
          {filters.worker.leave}
        </Button>
      }
    />
  )
}
