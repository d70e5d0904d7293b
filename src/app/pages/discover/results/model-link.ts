import { useMemo } from 'react'
import { usePlace, type Query } from '../../../router.tsx'

/** Where a model opens: the same search, with the model beside or above it. */
export function useModelLink(id: string): Query {
  const { query } = usePlace()
  return useMemo(() => ({ ...query, id }), [query, id])
}
