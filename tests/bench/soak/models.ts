/** Small models to be fetched many times over. */
import { createDemoHub, type DemoHub } from '../../hub/demo-hub.ts'
import { recordedHuggingFace } from '../../hub/fixtures.ts'
import { completeRecord } from '../../hub/huggingface/records.ts'
import { gguf, gitSha1, sha256 } from '../../hub/transfer/content.ts'

const OWNER = 'soak'
const COUNT = 12
const BYTES = 150_000

export interface SoakHub {
  readonly hub: DemoHub
  readonly modelIds: readonly string[]
  /** How often something was made to go wrong. */
  faults(): number
}

export async function createSoakHub(): Promise<SoakHub> {
  const made = Array.from({ length: COUNT }, (_, number) => model(number))
  const hub = await createDemoHub({
    huggingface: [...made.map(({ record }) => record), ...recordedHuggingFace()],
    maxLimit: 100,
  })
  for (const { key, bytes } of made) hub.store.files.set(key, bytes)
  let faults = 0
  hub.store.tamper = () => {
    const chance = Math.random()
    if (chance > 0.3) return null
    faults += 1
    if (chance < 0.12) return { kind: 'cut', afterBytes: Math.floor(Math.random() * BYTES) }
    if (chance < 0.18) return { kind: 'status', status: 503 }
    if (chance < 0.22) return { kind: 'corrupt', at: BYTES / 2 }
    if (chance < 0.26) return { kind: 'ignore-range' }
    return { kind: 'drip', bytesPerSecond: 400_000 }
  }
  return { hub, modelIds: made.map(({ record }) => `huggingface:${record.id}`), faults: () => faults }
}

function model(number: number) {
  const id = `${OWNER}/tiny-${number}-GGUF`
  const path = `tiny-${number}.Q4_K_M.gguf`
  const bytes = gguf(
    {
      'general.architecture': 'llama',
      'general.name': `tiny ${number}`,
      'llama.block_count': 2,
      'llama.context_length': 4096,
      'llama.embedding_length': 64,
      'llama.attention.head_count': 4,
      'tokenizer.ggml.model': 'llama',
    },
    BYTES + number,
  )
  const lfs = { sha256: sha256(bytes), size: bytes.length, pointerSize: 135 }
  const record = completeRecord({
    id,
    tags: ['gguf', 'license:apache-2.0'],
    gguf: { total: 1_000_000, architecture: 'llama', context_length: 4096 },
    downloads: 800_000_000 - number,
    likes: 1000,
    createdAt: '2026-08-01T00:00:00.000Z',
    lastModified: '2026-08-20T00:00:00.000Z',
    siblings: [{ rfilename: path, size: bytes.length, blobId: gitSha1(bytes), lfs }],
  })
  return { record, key: `${id}/${path}`, bytes }
}
