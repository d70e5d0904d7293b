import { useCallback } from 'react'
import { workerName } from '../lib/worker-name.ts'
import { useTexts } from '../locale.tsx'
import { useWorkers } from './machine.ts'

export function useWorkerName(): (id: string) => string {
  const { backend } = useTexts()
  const state = useWorkers()
  return useCallback((id) => workerName(id, state, backend), [state, backend])
}
