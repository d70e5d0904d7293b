import type { Machine } from './catalog-api.ts'

/** A machine as text. Memory that is free just now comes and goes, and changes no verdict. */
export const lastingFacts = ({ workers, hardware }: Machine): string =>
  JSON.stringify([workers, hardware], (name, value: unknown) =>
    name === 'freeMiB' || name === 'availableMiB' || name === 'sources' ? undefined : value,
  )
