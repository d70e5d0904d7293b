import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'
import { licences } from './.ci/licences.ts'

const at = (path: string): string => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      externalizeDeps: false, // everything is bundled: the package holds no node_modules
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: at('electron/main/index.ts'),
          cli: at('electron/cli/index.ts'),
          // Worker threads, by the names of electron/core/threads.ts.
          catalog: at('electron/core/catalog/thread.ts'),
          transfer: at('electron/core/downloads/transfer/thread.ts'),
          hash: at('electron/core/downloads/transfer/hash-thread.ts'),
          'system-information': at('electron/core/hardware/probe/system-information-thread.ts'),
        },
        // One flat folder, so that a thread's file lies beside whoever starts it (electron/core/threads.ts).
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false, // a sandboxed preload cannot load packages
      rolldownOptions: {
        input: { index: at('electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }, // nor can it be an ES module
      },
    },
  },
  renderer: {
    root: at('src'),
    base: '/', // places in the app are paths, so assets need absolute ones
    plugins: [react(), tailwind(), licences(at('.'))],
    build: {
      minify: true,
      assetsInlineLimit: 0, // the content policy allows no fonts or pictures as data
      rolldownOptions: {
        input: { index: at('src/index.html') },
        // One file of what pages share, and not fifty: each costs the first page a round trip.
        output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] } },
      },
    },
  },
})
