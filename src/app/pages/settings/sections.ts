import {
  Activity,
  Download,
  FolderOpen,
  Globe,
  HardDrive,
  Info,
  KeyRound,
  Keyboard,
  MonitorDown,
  Palette,
  RefreshCw,
  SlidersHorizontal,
  type LucideIcon,
} from 'lucide-react'

export const sectionNames = [
  'appearance',
  'models',
  'network',
  'accounts',
  'downloads',
  'folders',
  'data',
  'desktop',
  'updates',
  'diagnostics',
  'keyboard',
  'about',
] as const
export type SectionName = (typeof sectionNames)[number]

export const sectionIcons: Record<SectionName, LucideIcon> = {
  appearance: Palette,
  models: SlidersHorizontal,
  network: Globe,
  accounts: KeyRound,
  downloads: Download,
  folders: FolderOpen,
  data: HardDrive,
  desktop: MonitorDown,
  updates: RefreshCw,
  diagnostics: Activity,
  keyboard: Keyboard,
  about: Info,
}

export const sectionOf = (name: string | undefined): SectionName =>
  sectionNames.find((known) => known === name) ?? 'appearance'
