import { useMemo } from 'react'
import { useWorkers } from '../../state/machine.ts'
import type { WhatIf } from '../discover/query/discover-query.ts'

export interface MatrixWorker {
  readonly id: string
  readonly installed: boolean
}

/** The columns: what is installed and runs, what one only thinks of, and what this hardware could use besides. */
export function useMatrixWorkers(whatIf: WhatIf | null): readonly MatrixWorker[] {
  const state = useWorkers()
  return useMemo(() => {
    const installed = (state?.workers ?? []).filter(({ problem }) => problem === null).map(({ id }) => id)
    const others = [
      ...(whatIf?.workers ?? []),
      ...(state?.recommended ?? []).filter((variant) => !variant.installed && variant.problem === null),
    ].map(({ family, backend }) => `${family}-${backend}`)
    return [
      ...installed.map((id) => ({ id, installed: true })),
      ...[...new Set(others)].filter((id) => !installed.includes(id)).map((id) => ({ id, installed: false })),
    ]
  }, [state, whatIf])
}
