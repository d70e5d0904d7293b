import { create } from 'zustand'

interface PaletteOpen {
  readonly open: boolean
  readonly set: (open: boolean) => void
}

export const usePaletteOpen = create<PaletteOpen>()((set) => ({ open: false, set: (open) => set({ open }) }))
