import { describe, expect, it } from 'vitest'
import { civitaiFacts, huggingFaceFacts, versionFigures } from '#domain/normalise/hub-facts'
import { noHubFacts } from '#domain/model-details'

describe('what a hub tells besides', () => {
  it('of a model on HuggingFace', () => {
    const config = {
      tokenizer_config: { bos_token: { content: '<s>' }, eos_token: '</s>', chat_template: 'x' },
    }
    const raw = { config, spaces: ['a/b', 'c/d'], cardData: { datasets: ['wiki', 'wiki', 'books'] } }
    expect(huggingFaceFacts(raw)).toEqual({
      ...noHubFacts,
      datasets: ['wiki', 'books'],
      spaces: 2,
      bosToken: '<s>',
      eosToken: '</s>',
      chatTemplate: 'x',
    })
  })

  it('of several chat templates the usual one', () => {
    const templates = [
      { name: 'tools', template: 'a' },
      { name: 'default', template: 'b' },
    ]
    const raw = { config: { tokenizer_config: { chat_template: templates } } }
    expect(huggingFaceFacts(raw).chatTemplate).toBe('b')
  })

  it('of a model on CivitAI, in its old and new form', () => {
    expect(civitaiFacts({ allowCommercialUse: ['Image', 'Sell'], stats: { commentCount: 3 } })).toEqual({
      ...noHubFacts,
      commercialUse: ['Image', 'Sell'],
      comments: 3,
    })
    expect(civitaiFacts({ allowCommercialUse: 'None' }).commercialUse).toEqual(['None'])
  })

  it('of the licence the address that its author names, else the file', () => {
    const siblings = [{ rfilename: 'config.json' }, { rfilename: 'LICENSE.md' }]
    expect(huggingFaceFacts({ siblings }).licenceText).toBe('LICENSE.md')
    const cardData = { license_link: 'https://example.org/terms' }
    expect(huggingFaceFacts({ siblings, cardData }).licenceText).toBe('https://example.org/terms')
    expect(huggingFaceFacts({ siblings: [{ rfilename: 'docs/LICENSE' }] }).licenceText).toBeNull()
  })

  it('how the weights are stored, and what one could ask', () => {
    const facts = huggingFaceFacts({
      safetensors: { parameters: { BF16: 7, F32: 3, I8: 0, X: 'many' } },
      widgetData: [
        { text: 'Hi' },
        { messages: [{ role: 'user', content: 'Who are you?' }] },
        { text: 'Hi' },
        { src: 'cat.png' },
        { text: 'x'.repeat(401) },
      ],
    })
    expect(facts.precisions).toEqual([
      { name: 'BF16', weights: 7 },
      { name: 'F32', weights: 3 },
    ])
    expect(facts.prompts).toEqual(['Hi', 'Who are you?'])
  })

  it('of a version its own figures, where they are not hidden', () => {
    expect(versionFigures({ stats: { downloadCount: 5, thumbsUpCount: 2 } })).toEqual({
      downloads: 5,
      likes: 2,
    })
    expect(versionFigures({ stats: { downloadCount: null } })).toEqual({ downloads: null, likes: null })
    expect(versionFigures({})).toEqual({ downloads: null, likes: null })
  })

  it.each([null, 'x', [], { config: [], spaces: {}, cardData: 4, stats: [] }])(
    'of nonsense nothing: %j',
    (raw) => {
      expect(huggingFaceFacts(raw)).toEqual(noHubFacts)
      expect(civitaiFacts(raw)).toEqual(noHubFacts)
    },
  )
})
