import { array, assert, constantFrom, nat, oneof, property, string, stringMatching, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseModelRef } from '#core/catalog/sources/model-ref'
import { deepLinkProblems, modelText, parseDeepLink, type DeepLink, type ModelLink } from '#domain/deep-link'

const hf = (sourceId: string, more: Partial<ModelLink> = {}): ModelLink => ({
  kind: 'model',
  source: 'huggingface',
  sourceId,
  revision: null,
  file: null,
  quantization: null,
  worker: null,
  ...more,
})
const civitai = (sourceId: string, revision: string | null = null): ModelLink =>
  hf(sourceId, { source: 'civitai', revision })

const known: readonly (readonly [string, DeepLink])[] = [
  // rbee's own handler
  ['rbee://install/model?id=org/name', hf('org/name')],
  ['rbee://install/model?id=org%2Fname&worker=cpu', hf('org/name', { worker: 'cpu' })],
  ['rbee://model?id=org/name', hf('org/name')],
  ['rbee://marketplace', { kind: 'page', page: 'discover' }],
  ['rbee://marketplace/', { kind: 'page', page: 'discover' }],
  // the buttons of its sites
  ['rbee://download-model/org%2Fname', hf('org/name')],
  ['rbee://download-model/org/name/', hf('org/name')],
  ['rbee://download-model/civitai-4384', civitai('4384')],
  ['rbee://download-model/huggingface-org%2Fname', hf('org/name')],
  [
    'rbee://download-model/TheBloke%2FX-GGUF%3Ax.Q4_K_M.gguf',
    hf('TheBloke/X-GGUF', { file: 'x.Q4_K_M.gguf' }),
  ],
  ['rbee://install-worker/llm-worker-rbee-cuda', { kind: 'worker', workerId: 'llm-worker-rbee-cuda' }],
  // its plans
  ['rbee://download/model/huggingface/org/name', hf('org/name')],
  ['rbee://download/model/huggingface/org%2Fname', hf('org/name')],
  ['rbee://download/model/civitai/4384', civitai('4384')],
  ['rbee://download/model/civitai/4384@128713', civitai('4384', '128713')],
  ['rbee://install/worker/sd-worker-rbee', { kind: 'worker', workerId: 'sd-worker-rbee' }],
  ['rbee://open/marketplace/llm-models', { kind: 'page', page: 'discover' }],
  ['rbee://spawn/worker/localhost/cuda/org%2Fname', hf('org/name', { worker: 'cuda' })],
  ['rbee://spawn/worker/localhost/cuda/org/name', hf('org/name', { worker: 'cuda' })],
  ['rbee://model/org%2Fname', hf('org/name')],
  ['rbee://worker/llm-worker-rbee', { kind: 'worker', workerId: 'llm-worker-rbee' }],
  // HuggingFace's “Use this model”, as it opens other apps
  ['rbee://open_from_hf?model=org/name', hf('org/name')],
  ['rbee://open_from_hf?model=org%2Fname&file=x.Q4_K_M.gguf', hf('org/name', { file: 'x.Q4_K_M.gguf' })],
  ['rbee://open_from_hf?model=org/name&file=Q8%2Fx.gguf', hf('org/name', { file: 'Q8/x.gguf' })],
  ['rbee://open_from_hf?model=org/name@v1', hf('org/name', { revision: 'v1' })],
  ['rbee://models/huggingface/org/name', hf('org/name')],
  ['rbee://models/huggingface/org%2Fname:Q4_K_M', hf('org/name', { quantization: 'Q4_K_M' })],
  ['rbee://model/org/name:Q4_K_M', hf('org/name', { quantization: 'Q4_K_M' })],
  // as they arrive
  ['RBEE://Install/Model?id=Org/Name', hf('Org/Name')],
  ['  rbee://model/org/name#readme\n', hf('org/name')],
  [
    'rbee://model/org/name@v1.0:sub/a b.gguf'.replace(' ', '%20'),
    hf('org/name', { revision: 'v1.0', file: 'sub/a b.gguf' }),
  ],
]

const refused: readonly (readonly [string, string])[] = [
  ['', 'not-a-link'],
  ['https://huggingface.co/org/name', 'not-a-link'],
  ['rbee:model/org/name', 'not-a-link'],
  ['rbee://model/org/na me', 'not-a-link'],
  ['rbee://model/org/name --gpu-launcher=calc', 'not-a-link'],
  [`rbee://model/org/${'a'.repeat(2000)}`, 'too-long'],
  ['rbee://model/%E0%A4%A', 'bad-encoding'],
  ['rbee://model/org%2Fname%00', 'bad-encoding'],
  ['rbee://model/org%2Fname%E2%80%AEfugg.exe', 'bad-encoding'],
  ['rbee://model?id=a/b&id=c/d', 'bad-encoding'],
  ['rbee://', 'unknown-action'],
  ['rbee://user@model/org/name', 'unknown-action'],
  ['rbee://run/rm', 'unknown-action'],
  ['rbee://constructor', 'unknown-action'],
  ['rbee://open/hive/settings', 'not-this-app'],
  ['rbee://open/queen', 'not-this-app'],
  ['rbee://model', 'bad-id'],
  ['rbee://model/llama', 'bad-id'],
  ['rbee://model/a/b?id=c/d', 'bad-id'],
  ['rbee://model/..%2F..%2Fetc', 'bad-id'],
  ['rbee://model/org%252Fname', 'bad-id'],
  ['rbee://model/org/..', 'bad-id'],
  ['rbee://model/org/name.git', 'bad-id'],
  ['rbee://model/org/name:..%2Fx.gguf', 'bad-id'],
  ['rbee://model/org/name:%2Fetc%2Fpasswd', 'bad-id'],
  ['rbee://model/org/name:a%5Cb.gguf', 'bad-id'],
  ['rbee://model/org/name@a..%2F..%2Fb', 'bad-id'],
  ['rbee://model/https:%2F%2Fevil.example%2Forg%2Fname', 'bad-id'],
  ['rbee://model/org/name@v1:Q4_K_M', 'bad-id'],
  ['rbee://open_from_hf', 'bad-id'],
  ['rbee://open_from_hf/org/name', 'bad-id'],
  ['rbee://open_from_hf?model=llama&file=x.gguf', 'bad-id'],
  ['rbee://open_from_hf?model=org/name&file=..%2Fx.gguf', 'bad-id'],
  ['rbee://open_from_hf?model=org/name:a.gguf&file=b.gguf', 'bad-id'],
  ['rbee://open_from_hf?model=org/name:Q8_0&file=b.gguf', 'bad-id'],
  ['rbee://model/civitai-0', 'bad-id'],
  ['rbee://model/civitai-99999999999', 'bad-id'],
  ['rbee://install/model?id=org/name&worker=$(calc)', 'bad-id'],
  ['rbee://install-worker/..%2F..%2Fbin%2Fsh', 'bad-id'],
  ['rbee://install-worker/a;b', 'bad-id'],
]

describe('deep links', () => {
  it.each(known)('%s', (text, link) => {
    expect(parseDeepLink(text)).toEqual({ ok: true, link })
  })

  it.each(refused)('%j is refused: %s', (text, problem) => {
    expect(parseDeepLink(text)).toEqual({ ok: false, problem })
  })

  it('what a link means in particular, the hub’s lookup is told', () => {
    const texts = [
      'rbee://models/huggingface/org/name:Q4_K_M',
      'rbee://model/org/name@v1',
      'rbee://model/civitai-5@6',
    ]
    const refs = texts.map((text) => {
      const parsed = parseDeepLink(text)
      return parsed.ok && parsed.link.kind === 'model' ? parseModelRef(modelText(parsed.link)) : null
    })
    expect(refs).toMatchObject([
      { quantization: 'Q4_K_M' },
      { revision: 'v1' },
      { sourceId: '5', revision: '6' },
    ])
  })

  it('every problem has an example', () => {
    expect(new Set(refused.map(([, problem]) => problem))).toEqual(new Set(deepLinkProblems))
  })

  it('never throws, and what it finds is safe in an address, a path and a sentence', () => {
    const bits = constantFrom(
      ...known.map(([text]) => text),
      ...refused.map(([text]) => text),
      'rbee://',
      'model/',
      'install/model?id=',
      'open_from_hf?model=',
      '&file=',
      '%2F',
      '%2e%2e',
      '..',
      '@',
      ':',
      '?',
      '#',
      '&id=',
      '\u202E',
    )
    const text = array(oneof(bits, string({ maxLength: 5 })), { maxLength: 6 }).map((all) => all.join(''))
    assert(
      property(text, (link) => {
        const parsed = parseDeepLink(link)
        if (!parsed.ok || parsed.link.kind === 'page') return
        const values = Object.values(parsed.link).filter((value) => value !== null)
        expect(values.join('\n').split(/[\n/]/)).not.toContain('..')
        expect(values.join('')).not.toMatch(/[\p{Cc}\p{Cf}\\<>"|?*]/u)
        const isModel = parsed.link.kind === 'model'
        expect(!isModel || parseModelRef(modelText(parsed.link)) !== null).toBe(true)
      }),
      { numRuns: 5000 },
    )
  })

  it('finds every well-made id again in every grammar, encoded or not', () => {
    const part = stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,20}$/).filter(
      (owner) => !/^(huggingface|hf|civitai)(-|$)/i.test(owner),
    )
    assert(
      property(tuple(part, part), nat(2_147_483_646), ([owner, name], number) => {
        const id = `${owner}/${name}`
        for (const before of [
          'rbee://install/model?id=',
          'rbee://model?id=',
          'rbee://download-model/',
          'rbee://model/',
          'rbee://download/model/huggingface/',
          'rbee://models/huggingface/',
          'rbee://open_from_hf?model=',
          'rbee://spawn/worker/here/cpu/',
        ])
          for (const written of [id, encodeURIComponent(id)])
            expect(parseDeepLink(before + written)).toMatchObject({ ok: true, link: { sourceId: id } })
        expect(parseDeepLink(`rbee://download/model/civitai/${number + 1}`)).toMatchObject({
          link: civitai(String(number + 1)),
        })
      }),
    )
  })
})
