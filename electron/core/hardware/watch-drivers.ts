/** Notices a driver or a vendor's tool that comes, goes or is replaced, without asking for it over and over. */
import type { Platform } from '#domain/hardware'
import { createFolderWatch } from '../workers/folder-watch.ts'
import { toolFolders } from './probe/find-tool.ts'

/** A driver package writes many files; one look when it is done is enough. */
const SETTLE_MS = 500

const RELEVANT = /^(nvidia-smi|rocm-smi|amd-smi)(\.exe)?$|^(nvidia\S*|kfd|dri|dxg)$/

export const watchDrivers =
  ({ platform, env }: { platform: Platform; env: Readonly<Record<string, string | undefined>> }) =>
  (onChange: () => void): (() => void) => {
    let timer: NodeJS.Timeout | undefined
    const watch = createFolderWatch({
      isRelevant: (_folder, fileName) => fileName !== null && RELEVANT.test(fileName),
      onChange() {
        clearTimeout(timer)
        timer = setTimeout(onChange, SETTLE_MS)
        timer.unref()
      },
    })
    // Device nodes appear when a driver's module is loaded.
    const folders = [...toolFolders(platform, env), ...(platform === 'linux' ? ['/dev'] : [])]
    watch.follow(folders).catch(() => {}) // a folder that cannot be watched is only not watched
    return () => {
      clearTimeout(timer)
      watch.dispose()
    }
  }
