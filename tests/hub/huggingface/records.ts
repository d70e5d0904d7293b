/**
 * Repositories as the hub holds them. The recorded facts (tests/fixtures/hub) are incomplete: what no capture has
 * (an `_id`, a commit, the names of usual files) is made up here from the repository's name, always the same way.
 */
import { createHash } from 'node:crypto'

export interface HuggingFaceFile {
  readonly rfilename: string
  readonly size?: number
  readonly blobId?: string
  readonly lfs?: { readonly sha256: string; readonly size: number; readonly pointerSize: number }
}

export interface HuggingFaceRecord {
  readonly _id: string
  readonly id: string
  readonly author: string
  readonly sha: string
  readonly createdAt: string
  readonly lastModified: string
  readonly private: boolean
  readonly gated: false | 'auto' | 'manual'
  readonly disabled: boolean
  readonly tags: readonly string[]
  readonly downloads: number
  readonly likes: number
  readonly trendingScore: number
  readonly siblings: readonly HuggingFaceFile[]
  readonly pipeline_tag?: string
  readonly library_name?: string
  readonly config?: Readonly<Record<string, unknown>>
  readonly cardData?: Readonly<Record<string, unknown>>
  readonly safetensors?: { readonly parameters?: Readonly<Record<string, number>>; readonly total: number }
  readonly gguf?: Readonly<Record<string, unknown>>
  readonly usedStorage?: number
  readonly widgetData?: readonly Readonly<Record<string, unknown>>[]
  readonly README?: string
}

type Loose = Partial<Omit<HuggingFaceRecord, 'id'>> & { readonly id: string }

export function completeRecord(loose: Loose): HuggingFaceRecord {
  const digest = createHash('sha1').update(loose.id).digest('hex')
  const created = loose.createdAt ?? '2022-03-02T23:29:04.000Z'
  const record = {
    ...loose,
    _id: loose._id ?? digest.slice(0, 24),
    author: loose.author ?? loose.id.split('/')[0] ?? loose.id,
    sha: loose.sha && /^[0-9a-f]{40}$/.test(loose.sha) ? loose.sha : digest,
    createdAt: created,
    lastModified: loose.lastModified ?? created,
    private: loose.private ?? false,
    gated: loose.gated ?? false,
    disabled: loose.disabled ?? false,
    tags: loose.tags ?? [],
    downloads: loose.downloads ?? 0,
    likes: loose.likes ?? 0,
    trendingScore: loose.trendingScore ?? 0,
  }
  return { ...record, siblings: completeFiles(record) }
}

function completeFiles(record: Loose): HuggingFaceFile[] {
  const files = new Map((record.siblings ?? []).map((file) => [file.rfilename, file]))
  const small = ['.gitattributes', 'README.md']
  const tags = new Set(record.tags)
  if (tags.has('diffusers')) small.push('model_index.json')
  else if (tags.has('safetensors') && tags.has('transformers'))
    small.push('config.json', 'tokenizer.json', 'tokenizer_config.json')
  for (const name of small) if (!files.has(name)) files.set(name, { rfilename: name })
  if (tags.has('safetensors') && ![...files.keys()].some((name) => name.endsWith('.safetensors')))
    for (const name of weightNames(tags)) files.set(name, { rfilename: name })
  return [...files.values()].map((file) => completeFile(record.id, file))
}

const weightNames = (tags: ReadonlySet<string>): string[] =>
  tags.has('diffusers')
    ? ['unet', 'vae', 'text_encoder'].flatMap((part) => [
        `${part}/config.json`,
        `${part}/${part === 'text_encoder' ? 'model' : 'diffusion_pytorch_model'}.safetensors`,
      ])
    : ['model.safetensors']

/** No size and no hash that was not recorded: whoever looks at the demo must be able to believe it. */
const completeFile = (id: string, file: HuggingFaceFile): HuggingFaceFile => ({
  ...file,
  blobId: file.blobId ?? createHash('sha1').update(`${id}/${file.rfilename}`).digest('hex'),
})

/** The model card, in our words: the recorded ones belong to their authors. */
export const readmeOf = (record: HuggingFaceRecord, cdnUrl: string): string =>
  record.README ??
  `---
library_name: ${record.library_name ?? 'null'}
tags: ${JSON.stringify(record.tags.slice(0, 5))}
---
# ${record.id.split('/').at(-1)}

A model card made for trying things out. ${record.downloads} downloads a month.

![preview](${cdnUrl}/pictures/${record._id}.png)

| file | bytes |
| --- | --- |
${record.siblings.map((file) => `| ${file.rfilename} | ${file.size ?? ''} |`).join('\n')}
`
