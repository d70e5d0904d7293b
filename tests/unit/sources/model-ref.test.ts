import { array, assert, constantFrom, nat, oneof, property, string, stringMatching, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseModelRef, type ModelRef } from '#core/catalog/sources/model-ref'

const hf = (sourceId: string, more: Partial<ModelRef> = {}): ModelRef => ({
  source: 'huggingface',
  sourceId,
  revision: null,
  path: null,
  quantization: null,
  ...more,
})
const civitai = (sourceId: string | null, revision: string | null = null): ModelRef => ({
  source: 'civitai',
  sourceId,
  revision,
  path: null,
  quantization: null,
})

const known: readonly (readonly [string, ModelRef])[] = [
  ['https://huggingface.co/org/name', hf('org/name')],
  ['http://huggingface.co/org/name/', hf('org/name')],
  ['  https://huggingface.co/org/name?library=transformers#files ', hf('org/name')],
  ['<https://huggingface.co/org/name>', hf('org/name')],
  ['huggingface.co/org/name', hf('org/name')],
  ['hf.co/org/name', hf('org/name')],
  ['hf.co/org/name-GGUF:Q4_K_M', hf('org/name-GGUF', { quantization: 'Q4_K_M' })],
  ['https://hf.co/org/name-GGUF:q8_0', hf('org/name-GGUF', { quantization: 'q8_0' })],
  ['huggingface:org/name-GGUF:IQ2_XXS', hf('org/name-GGUF', { quantization: 'IQ2_XXS' })],
  ['https://hf-mirror.com/org/name', hf('org/name')],
  ['https://huggingface.co/api/models/org/name', hf('org/name')],
  ['https://huggingface.co/org/name/tree/main', hf('org/name', { revision: 'main' })],
  ['https://huggingface.co/org/name/tree/refs%2Fpr%2F1', hf('org/name', { revision: 'refs/pr/1' })],
  [
    'https://huggingface.co/org/name/blob/main/sub/model-Q4_K_M.gguf',
    hf('org/name', { revision: 'main', path: 'sub/model-Q4_K_M.gguf' }),
  ],
  [
    'https://huggingface.co/org/name/resolve/abc123/model.gguf?download=true',
    hf('org/name', { revision: 'abc123', path: 'model.gguf' }),
  ],
  ['hf:org/name', hf('org/name')],
  ['HF:Org/Name', hf('Org/Name')],
  ['hf:org/name@v1.0', hf('org/name', { revision: 'v1.0' })],
  ['huggingface:org/name', hf('org/name')],
  ['huggingface-org/name', hf('org/name')],
  ['org/name', hf('org/name')],
  ['meta-llama/Llama-3.2-1B', hf('meta-llama/Llama-3.2-1B')],
  ['https://civitai.com/models/123', civitai('123')],
  ['https://civitai.com/models/123/some-slug?modelVersionId=456', civitai('123', '456')],
  ['https://civitai.com/models/123?modelVersionId=456', civitai('123', '456')],
  ['https://civitai.red/models/123', civitai('123')],
  ['civitai.com/models/123', civitai('123')],
  ['https://civitai.com/api/v1/models/123', civitai('123')],
  ['https://civitai.com/api/download/models/456?fileId=7', civitai(null, '456')],
  ['https://civitai.com/api/v1/model-versions/456', civitai(null, '456')],
  ['civitai:123', civitai('123')],
  ['civitai-123', civitai('123')],
  ['civitai:123@456', civitai('123', '456')],
  ['civitai:123:456', civitai('123', '456')],
  ['urn:air:sdxl:checkpoint:civitai:123@456', civitai('123', '456')],
]

const nothing = [
  '',
  'llama',
  'llama 3.2 instruct',
  'author:TheBloke',
  'size:<8gb',
  'https://example.com/org/name',
  'https://huggingface.co.evil.example/org/name',
  'https://huggingface.co/datasets/org/name',
  'https://huggingface.co/spaces/org/name',
  'https://huggingface.co/org',
  'https://huggingface.co/org/name/blob/main/x%2F..%2F..%2Fetc',
  'hf:../../etc',
  'hf:org/..',
  'a/b/c',
  'https://civitai.com/user/name',
  'https://civitai.com/models/abc',
  'https://civitai.com/models/99999999999',
  'civitai:9999999999',
  'javascript:alert(1)//x/y',
]

describe('pasted addresses and ids', () => {
  it.each(known)('%s', (text, expected) => {
    expect(parseModelRef(text)).toEqual(expected)
  })

  it.each(nothing)('%j is none', (text) => {
    expect(parseModelRef(text)).toBeNull()
  })

  it('never throws, and what it finds is safe to put into an address and a path', () => {
    const bits = constantFrom(
      ...known.map(([text]) => text),
      ...nothing,
      'hf:',
      '/',
      '..',
      '%2e',
      '@',
      ':',
      '?',
      '#',
    )
    const text = oneof(
      string(),
      array(oneof(bits, string({ maxLength: 4 })), { maxLength: 5 }).map((all) => all.join('')),
    )
    assert(
      property(text, (pasted) => {
        const ref = parseModelRef(pasted)
        if (ref === null) return
        const id = ref.sourceId ?? ref.revision
        expect(id).toMatch(ref.source === 'civitai' ? /^\d{1,10}$/ : /^[A-Za-z0-9][\w.-]*\/[\w.-]+$/)
        expect(`${id}/${ref.path ?? ''}/${ref.revision ?? ''}`.split('/')).not.toContain('..')
      }),
      { numRuns: 3000 },
    )
  })

  it('finds every well-made id again in every grammar', () => {
    const part = stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,20}$/)
    const repo = tuple(
      part.filter(
        (owner) =>
          !/^(api|datasets|spaces|docs|blog|models|papers|collections|settings|organizations|tasks|join|login|pricing|new|hf|huggingface|civitai)$/i.test(
            owner,
          ),
      ),
      part,
    )
    assert(
      property(repo, nat(2_147_483_647), nat(2_147_483_647), ([owner, name], model, version) => {
        const id = `${owner}/${name}`
        for (const prefix of ['', 'hf:', 'huggingface:', 'https://huggingface.co/', 'https://hf.co/'])
          expect([prefix + id, parseModelRef(prefix + id)?.sourceId]).toEqual([prefix + id, id])
        expect(parseModelRef(`https://civitai.com/models/${model}/slug?modelVersionId=${version}`)).toEqual(
          civitai(String(model), String(version)),
        )
      }),
    )
  })
})
