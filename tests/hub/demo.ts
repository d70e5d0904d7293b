/**
 * `npm run demo`: the whole product by hand, with no internet and no GPU. Starts the loopback hub, puts stub workers
 * of each kind into an empty home, and serves the app there. Ctrl-C takes it all down.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { elf } from '../fixtures/workers/programs.ts'
import { createDemoHub, DEMO_TOKEN } from './demo-hub.ts'

/** Older names carry the backend, so that each is told apart. */
const WORKERS = ['llm-worker-rbee-cpu', 'sd-worker-rbee-cpu', 'llm-worker-rbee-cuda', 'sd-worker-rbee-rocm']

const home = mkdtempSync(join(tmpdir(), 'rbee-demo-'))
const bin = join(home, 'bin')
mkdirSync(bin)
for (const name of WORKERS) {
  const file = join(bin, name)
  writeFileSync(file, elf({ texts: [name], prints: `Usage: ${name}\n` }))
  chmodSync(file, 0o755)
}

const hub = await createDemoHub()
process.stderr.write(`hub      ${hub.url} (faults: POST ${hub.url}/__hub/faults)
home     ${home}
workers  ${WORKERS.join(', ')}
token    ${DEMO_TOKEN} opens the gated model of rbee-demo
`)
const app = spawn(
  process.execPath,
  [join(import.meta.dirname, '../../electron/cli/index.ts'), 'serve', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      HOME: home,
      RBEE_DATA_DIR: join(home, 'data'),
      RBEE_CACHE_DIR: join(home, 'cache'),
      PATH: [bin, process.env['PATH']].join(delimiter),
      HF_ENDPOINT: hub.url,
      CIVITAI_ENDPOINT: hub.url,
      RBEE_WORKER_CATALOG: hub.url,
      HF_TOKEN: '',
      CIVITAI_API_KEY: '',
      HF_HUB_OFFLINE: '',
    },
  },
)
// The terminal's Ctrl-C reaches the app as well: it ends, and then we do.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => app.kill('SIGTERM'))
const [code] = (await once(app, 'close')) as [number | null]
await hub.dispose()
rmSync(home, { recursive: true, force: true })
process.exitCode = code ?? 1
