import { Compass, Download, Library, MonitorCog, Settings2, type LucideIcon } from 'lucide-react'
import type { Page } from '../router.tsx'

export interface Destination {
  readonly page: Page & ('discover' | 'downloads' | 'library' | 'machine' | 'settings')
  readonly icon: LucideIcon
  /** Pages that belong under this destination. */
  readonly holds: readonly Page[]
}

export const destinations: readonly Destination[] = [
  { page: 'discover', icon: Compass, holds: ['discover', 'matrix'] },
  { page: 'downloads', icon: Download, holds: ['downloads'] },
  { page: 'library', icon: Library, holds: ['library'] },
  { page: 'machine', icon: MonitorCog, holds: ['machine'] },
  { page: 'settings', icon: Settings2, holds: ['settings'] },
]
