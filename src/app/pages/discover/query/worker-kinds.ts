import { useMemo } from 'react'
import { useJudgeMachine } from '../../model/model-data.ts'
import { noKinds, whatIfInput, type WhatIf, type WorkerKinds } from './discover-query.ts'

/** Which of the workers, had or imagined, make text and which make pictures. */
export function useWorkerKinds(whatIf: WhatIf | null): WorkerKinds {
  const wish = useMemo(() => (whatIf === null ? null : whatIfInput(whatIf)), [whatIf])
  const machine = useJudgeMachine(wish)
  return useMemo(() => {
    if (machine === undefined) return noKinds
    const idsOf = (kind: 'llm' | 'image') =>
      machine.workers.filter(({ spec }) => spec.kind === kind).map(({ id }) => id)
    return { language: idsOf('llm'), image: idsOf('image') }
  }, [machine])
}
