import { create } from 'zustand'
import { persist } from 'zustand/middleware'

interface ColumnWidths {
  /** By `table/column`, in pixels. */
  readonly widths: Readonly<Record<string, number>>
  readonly set: (table: string, column: string, width: number) => void
}

/** How wide the user dragged each column of each table; kept over restarts. */
export const useColumnWidths = create<ColumnWidths>()(
  persist(
    (set) => ({
      widths: {},
      set: (table, column, width) =>
        set((state) => ({ widths: { ...state.widths, [`${table}/${column}`]: Math.round(width) } })),
    }),
    { name: 'column-widths', partialize: ({ widths }) => ({ widths }) },
  ),
)
