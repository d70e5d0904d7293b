import { useQuery } from '@tanstack/react-query'

export interface Licence {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly text: string
}

/** Written beside the page when it is built; the same origin, never another. */
async function readLicences(): Promise<readonly Licence[]> {
  const answer = await fetch('/licences.json')
  return (await answer.json()) as readonly Licence[]
}

export const useLicences = (): readonly Licence[] | undefined =>
  useQuery({ queryKey: ['licences'], queryFn: readLicences, staleTime: Infinity }).data
