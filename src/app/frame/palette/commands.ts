import type { LucideIcon } from 'lucide-react'
import { Compass, Grid3x3, Monitor, Moon, Pause, Play, RefreshCw, Sun } from 'lucide-react'
import { useTexts } from '../../locale.tsx'
import { go, type Page } from '../../router.tsx'
import { useApi } from '../../state/api.tsx'
import { useChangeSettings } from '../../state/settings.ts'
import { destinations } from '../destinations.ts'

export interface Command {
  readonly id: string
  readonly label: string
  /** Found by these too. */
  readonly also: string
  readonly icon: LucideIcon
  readonly run: () => void
}

/** Everything that the palette can do besides opening a model. */
export function useCommands(): readonly Command[] {
  const { frame, palette, settings, downloads, machine } = useTexts()
  const change = useChangeSettings()
  const api = useApi()
  const theme = (name: 'system' | 'light' | 'dark', icon: LucideIcon, label: string): Command => ({
    id: `theme-${name}`,
    label: palette.theme(label),
    also: 'theme',
    icon,
    run: () => change({ appearance: { theme: name } }),
  })
  const to = (page: Page, icon: LucideIcon, label: string): Command => ({
    id: `go-${page}`,
    label: palette.go(label),
    also: page,
    icon,
    run: () => go(page),
  })
  const ask = (call: 'downloads.pauseAll' | 'downloads.resumeAll' | 'hardware.rescan') => () =>
    void api.call(call, undefined).catch(console.error)
  return [
    ...destinations.map(({ page, icon }) => to(page, icon, frame[page])),
    to('matrix', Grid3x3, frame.matrix),
    to('welcome', Compass, frame.welcome),
    theme('light', Sun, settings.appearance.light),
    theme('dark', Moon, settings.appearance.dark),
    theme('system', Monitor, settings.appearance.system),
    {
      id: 'pause',
      label: downloads.pauseAll,
      also: 'pause downloads',
      icon: Pause,
      run: ask('downloads.pauseAll'),
    },
    {
      id: 'resume',
      label: downloads.resumeAll,
      also: 'resume downloads',
      icon: Play,
      run: ask('downloads.resumeAll'),
    },
    {
      id: 'rescan',
      label: machine.rescan,
      also: 'rescan scan',
      icon: RefreshCw,
      run: ask('hardware.rescan'),
    },
  ]
}

/** Every word typed is somewhere in it. */
export const matching = (commands: readonly Command[], text: string): readonly Command[] => {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return commands.filter(({ label, also }) => {
    const all = `${label} ${also}`.toLocaleLowerCase()
    return words.every((word) => all.includes(word))
  })
}
