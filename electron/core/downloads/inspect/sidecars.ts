/** What `config.json` and `tokenizer_config.json` beside the weights say. Tolerant: they belong to somebody else. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const Config = z.looseObject({
  model_type: z.string().optional().catch(undefined),
  architectures: z.array(z.string()).optional().catch(undefined),
  max_position_embeddings: z.number().int().positive().optional().catch(undefined),
  n_positions: z.number().int().positive().optional().catch(undefined),
})

const Token = z
  .union([z.string(), z.object({ content: z.string() }).transform(({ content }) => content)])
  .nullable()
  .catch(null)
const TokenizerConfig = z.looseObject({
  bos_token: Token.optional(),
  eos_token: Token.optional(),
  pad_token: Token.optional(),
  unk_token: Token.optional(),
  chat_template: z.unknown().optional(),
})

export interface SidecarFacts {
  readonly modelType: string | null
  readonly architecture: string | null
  readonly contextLength: number | null
  readonly hasTokenizer: boolean
  readonly tokens: {
    readonly bosToken: string | null
    readonly eosToken: string | null
    readonly padToken: string | null
    readonly unkToken: string | null
    readonly chatTemplate: string | null
  }
}

const MOST_BYTES = 32 * 1024 * 1024

export async function readSidecars(folder: string): Promise<SidecarFacts> {
  const config = Config.safeParse(await jsonAt(join(folder, 'config.json'))).data
  const tokenizer = TokenizerConfig.safeParse(await jsonAt(join(folder, 'tokenizer_config.json'))).data
  const template = tokenizer?.chat_template
  return {
    modelType: config?.model_type ?? null,
    architecture: config?.architectures?.[0] ?? null,
    contextLength: config?.max_position_embeddings ?? config?.n_positions ?? null,
    hasTokenizer: (await textAt(join(folder, 'tokenizer.json'))) !== null,
    tokens: {
      bosToken: tokenizer?.bos_token ?? null,
      eosToken: tokenizer?.eos_token ?? null,
      padToken: tokenizer?.pad_token ?? null,
      unkToken: tokenizer?.unk_token ?? null,
      chatTemplate:
        typeof template === 'string' ? template : await textAt(join(folder, 'chat_template.jinja')),
    },
  }
}

async function textAt(path: string): Promise<string | null> {
  try {
    const text = await readFile(path, 'utf8')
    return text.length <= MOST_BYTES ? text : null
  } catch {
    return null
  }
}

async function jsonAt(path: string): Promise<unknown> {
  try {
    return JSON.parse((await textAt(path)) ?? 'null')
  } catch {
    return null
  }
}
