import { expect, test } from 'vitest'
import type { DownloadItem, DownloadsState, DownloadStatus } from '#contract/downloads'
import { createPresence, type TrayView } from '../../../electron/main/presence/presence.ts'
import { wordsFor } from '../../../electron/main/words.ts'
import type { News } from '../../../electron/main/presence/summary.ts'

const item = (
  id: string,
  status: DownloadStatus,
  receivedBytes = 0,
  totalBytes: number | null = 100,
): DownloadItem => ({
  id,
  modelId: 'huggingface:org/name',
  artifactId: 'a',
  workerId: null,
  name: `model ${id}`,
  entryId: id,
  folder: '/models/a',
  pageUrl: 'https://huggingface.co/org/name',
  addedAt: 0,
  status,
  progress: { id, receivedBytes, totalBytes, bytesPerSecond: 0, etaSeconds: null, files: [] },
})
const running: DownloadStatus = { kind: 'running', phase: 'downloading' }
const done: DownloadStatus = { kind: 'done', finishedAt: 1, warnings: [] }

type Closing = 'ask' | 'tray' | 'quit'
type Listener = (state: DownloadsState) => void

function open(close: Closing = 'ask', answer = { choice: 'tray' as const, remember: true }) {
  let state: DownloadsState = { revision: 1, allPaused: false, items: [] }
  const told: { listener?: Listener } = {}
  const seen = {
    progress: -1,
    badge: 0,
    awake: false,
    tray: null as TrayView | null,
    news: [] as News[],
    asked: 0,
    quit: 0,
    hidden: false,
    focused: false,
    paused: 0,
    resumed: 0,
    close,
  }
  const presence = createPresence({
    downloads: {
      state: () => state,
      pauseAll: () => void (seen.paused += 1),
      resumeAll: () => void (seen.resumed += 1),
      onChange(listener) {
        told.listener = listener
        return () => {}
      },
    },
    desktop: {
      setProgress: (part) => (seen.progress = part),
      setBadge: (count) => (seen.badge = count),
      keepAwake: (on) => (seen.awake = on),
      setTray: (view) => (seen.tray = view),
      notify: (news) => void seen.news.push(news),
      hideWindow: () => (seen.hidden = true),
      showWindow: () => (seen.hidden = false),
      isWindowHidden: () => seen.hidden,
      isWindowFocused: () => seen.focused,
      async askOnClose() {
        seen.asked += 1
        return answer
      },
      quit: () => void (seen.quit += 1),
    },
    words: () => wordsFor('en', []).tray,
    settings: () => ({ closeWhileDownloading: seen.close, launchAtLogin: false, notifications: true }),
    remember: (choice) => (seen.close = choice),
  })
  const set = (items: DownloadItem[], allPaused = false): void => {
    state = { revision: state.revision + 1, allPaused, items }
    told.listener?.(state)
  }
  return { presence, seen, set }
}

test('task bar, badge, tray and staying awake follow the downloads, and end with them', () => {
  const { seen, set } = open()
  expect([seen.progress, seen.awake, seen.tray]).toEqual([-1, false, null])
  set([item('a', running, 50), item('b', { kind: 'queued' }, 0), item('c', done, 100)])
  expect(seen).toMatchObject({ progress: 0.25, badge: 2, awake: true })
  expect(seen.tray?.text).toBe('rbee Marketplace: 2 downloads, 25 %')
  set([item('a', { kind: 'waiting', for: 'network', failure: null, retryAt: null }, 50, null)])
  expect(seen).toMatchObject({ progress: 2, badge: 1, awake: false })
  set([])
  expect(seen).toMatchObject({ progress: -1, badge: 0, awake: false, tray: null })
})

test('the tray pauses everything', () => {
  const { seen, set } = open()
  set([item('a', running)])
  seen.tray?.entries.find(({ label }) => label === 'Pause all downloads')?.run()
  expect(seen.paused).toBe(1)
})

test('what the tray paused it can resume, until all is over', () => {
  const { seen, set } = open()
  set([item('a', { kind: 'paused' }), item('b', done)], true)
  expect(seen).toMatchObject({ badge: 0, progress: -1 })
  expect(seen.tray?.text).toBe('rbee Marketplace: downloads paused')
  seen.tray?.entries.find(({ label }) => label === 'Resume all downloads')?.run()
  expect(seen.resumed).toBe(1)
  set([item('a', done), item('b', done)])
  expect(seen.tray).toBeNull()
})

test('closing while downloading asks once, remembers, and the app stays in the tray until shown', async () => {
  const { presence, seen, set } = open()
  expect(presence.holdsClose()).toBe(false)
  set([item('a', running)])
  expect([presence.holdsClose(), presence.holdsClose()]).toEqual([true, true])
  await Promise.resolve()
  await new Promise(setImmediate)
  expect(seen).toMatchObject({ asked: 1, hidden: true, close: 'tray', quit: 0 })
  set([item('a', done)])
  expect(seen.tray?.text).toBe('rbee Marketplace')
  seen.hidden = false
  presence.refresh()
  expect(seen.tray).toBeNull()
})

test('who wants to quit quits, and nobody is asked where nothing downloads', () => {
  const { presence, seen, set } = open('quit')
  set([item('a', running)])
  expect([presence.holdsClose(), seen.asked]).toEqual([false, 0])
})

test('what ends is told, once, and only to who is not looking', () => {
  const { seen, set } = open()
  set([item('a', running), item('old', done)])
  set([item('a', done), item('old', done)])
  set([item('a', done), item('old', done)])
  expect(seen.news).toEqual([{ kind: 'done', downloadId: 'a', name: 'model a' }])
  seen.focused = true
  set([item('b', running)])
  set([item('b', done)])
  expect(seen.news).toHaveLength(1)
})
