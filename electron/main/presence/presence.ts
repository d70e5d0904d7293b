/** The app's place on the desktop while it downloads: tray, task bar, badge, notifications, staying awake, closing. */
import type { DownloadsState } from '#contract/downloads'
import type { Settings } from '#contract/settings'
import type { Words } from '../words.ts'
import { newsOf, summaryOf, trayText, type News, type Summary } from './summary.ts'

export interface DownloadsHere {
  state(): DownloadsState
  pauseAll(): void
  resumeAll(): void
  onChange(listener: (state: DownloadsState) => void): () => void
}

export interface TrayView {
  readonly text: string
  readonly entries: readonly { readonly label: string; run(): void }[]
}

/** What the system does for us. */
export interface DesktopHere {
  /** -1: none; 2: something goes on, nobody knows how far. */
  setProgress(part: number): void
  setBadge(count: number): void
  keepAwake(on: boolean): void
  setTray(view: TrayView | null): void
  notify(news: News): void
  hideWindow(): void
  showWindow(): void
  isWindowHidden(): boolean
  isWindowFocused(): boolean
  /** Asked at most until the user says to remember. */
  askOnClose(): Promise<{ readonly choice: 'tray' | 'quit'; readonly remember: boolean }>
  quit(): void
}

export interface PresenceDeps {
  readonly downloads: DownloadsHere
  readonly desktop: DesktopHere
  settings(): Settings['desktop']
  words(): Words['tray']
  remember(choice: 'tray' | 'quit'): void
}

export interface Presence {
  /** The window wants to close. True: it must stay for now. */
  holdsClose(): boolean
  /** The window was shown or hidden by other means. */
  refresh(): void
  dispose(): void
}

export function createPresence(deps: PresenceDeps): Presence {
  const { downloads, desktop } = deps
  let state = downloads.state()
  let asking = false

  function refresh(): void {
    const summary = summaryOf(state)
    desktop.setProgress(summary.active === 0 ? -1 : (summary.part ?? 2))
    desktop.setBadge(summary.active)
    desktop.keepAwake(summary.transferring)
    // Also while all is paused: who paused from the tray resumes there.
    const needsTray = summary.active > 0 || summary.allPaused || desktop.isWindowHidden()
    desktop.setTray(needsTray ? trayOf(deps, summary) : null)
  }
  const stop = downloads.onChange((next) => {
    const news = newsOf(state.items, next.items)
    state = next
    if (deps.settings().notifications && !desktop.isWindowFocused()) news.forEach(desktop.notify)
    refresh()
  })
  function toTray(): void {
    desktop.hideWindow()
    refresh()
  }
  async function ask(): Promise<void> {
    asking = true
    const { choice, remember } = await desktop.askOnClose().finally(() => (asking = false))
    if (remember) deps.remember(choice)
    if (choice === 'tray') toTray()
    else desktop.quit()
  }
  refresh()
  return {
    refresh,
    holdsClose() {
      const wanted = deps.settings().closeWhileDownloading
      if (summaryOf(state).active === 0 || wanted === 'quit') return false
      if (wanted === 'tray') toTray()
      else if (!asking) ask().catch(() => toTray()) // a question that cannot be asked stops no download
      return true
    },
    dispose() {
      stop()
      desktop.keepAwake(false)
      desktop.setTray(null)
    },
  }
}

function trayOf({ downloads, desktop, words }: PresenceDeps, summary: Summary): TrayView {
  const say = words()
  return {
    text: trayText(summary, say),
    entries: [
      { label: say.show, run: desktop.showWindow },
      summary.allPaused
        ? { label: say.resumeAll, run: downloads.resumeAll }
        : { label: say.pauseAll, run: downloads.pauseAll },
      { label: say.quit, run: desktop.quit },
    ],
  }
}
