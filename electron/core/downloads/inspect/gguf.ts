/** A GGUF file's metadata. The reader bounds every length it meets; what it reads is still only a claim. */
import { open, stat } from 'node:fs/promises'
import { gguf } from '@huggingface/gguf'
import { say } from '#domain/sayings/saying'
import type { Inspection } from './facts.ts'

export async function inspectGguf(path: string): Promise<Inspection> {
  if (!(await hasMagic(path))) return { ok: false, why: say('file-not-gguf') }
  try {
    const { size } = await stat(path)
    const { metadata, tensorInfos, tensorDataOffset, tensorInfoByteRange } = await gguf(path, {
      allowLocalFile: true,
    })
    // The reader pads a short file with zeros and reads on.
    if (tensorInfoByteRange[1] > size) return { ok: false, why: say('file-cut-off') }
    const beyond = tensorInfos.some(({ offset }) => Number(tensorDataOffset) + Number(offset) >= size)
    if (beyond) return { ok: false, why: say('file-tensors-beyond') }
    return { ok: true, facts: factsOf({ ...metadata }, tensorInfos.length) }
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 200) : 'unknown'
    return { ok: false, why: say('file-metadata', { detail }) }
  }
}

async function hasMagic(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const magic = Buffer.alloc(4)
    await file.read(magic, 0, 4, 0)
    return magic.toString('latin1') === 'GGUF'
  } finally {
    await file.close()
  }
}

function factsOf(values: Readonly<Record<string, unknown>>, tensorCount: number) {
  const architecture = textOf(values['general.architecture'])
  const tokens = values['tokenizer.ggml.tokens']
  const tokenAt = (key: string): string | null => {
    const index = numberOf(values[key])
    return Array.isArray(tokens) && index !== null ? textOf(tokens[index]) : null
  }
  return {
    format: 'gguf',
    architecture,
    contextLength: architecture === null ? null : numberOf(values[`${architecture}.context_length`]),
    tokenizer: {
      model: textOf(values['tokenizer.ggml.model']),
      tokens: Array.isArray(tokens),
      scores: Array.isArray(values['tokenizer.ggml.scores']),
    },
    chatTemplate: textOf(values['tokenizer.chat_template']),
    bosToken: tokenAt('tokenizer.ggml.bos_token_id'),
    eosToken: tokenAt('tokenizer.ggml.eos_token_id'),
    dtypes: [],
    tensorCount,
  } as const
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const numberOf = (value: unknown): number | null => {
  const number = typeof value === 'bigint' ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null
}
