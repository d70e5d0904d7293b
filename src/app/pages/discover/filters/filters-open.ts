import { create } from 'zustand'
import { persist } from 'zustand/middleware'

interface FiltersOpen {
  readonly open: boolean
  readonly toggle: () => void
}

/** Whether the filters stand beside the results; kept over restarts. */
export const useFiltersOpen = create<FiltersOpen>()(
  persist((set) => ({ open: true, toggle: () => set((state) => ({ open: !state.open })) }), {
    name: 'filters-open',
  }),
)
