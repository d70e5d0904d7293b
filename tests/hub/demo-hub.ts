/** The loopback hub with all recorded models and a few small ones whose files can really be fetched. */
import { demoModels } from './demo-models.ts'
import { recordedCivitai, recordedHuggingFace } from './fixtures.ts'
import { createHub, type Hub, type HubOptions } from './hub.ts'
import { createFiles, type FileStore } from './transfer/files.ts'

/** A token that was granted the gated demo model. */
export const DEMO_TOKEN = 'hf_demo'

export interface DemoHub extends Hub {
  readonly store: FileStore
}

export async function createDemoHub(options: HubOptions = {}): Promise<DemoHub> {
  const demo = demoModels()
  const store = createFiles()
  for (const [key, bytes] of demo.files) store.files.set(key, bytes)
  for (const { id, gated } of demo.huggingface)
    if (gated !== false)
      for (const key of demo.files.keys()) if (key.startsWith(`${id}/`)) store.locked.set(key, DEMO_TOKEN)
  const hub = await createHub({
    huggingface: [...demo.huggingface, ...recordedHuggingFace()],
    civitai: [...demo.civitai, ...recordedCivitai()],
    huggingfaceTokens: { [DEMO_TOKEN]: { name: 'demo', gated: true } },
    parts: () => [store.part],
    ...options,
  })
  return { ...hub, store }
}
