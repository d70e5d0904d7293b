import { describe, expect, it } from 'vitest'
import { civitaiFacts, huggingFaceFacts } from '#domain/normalise/hub-facts'
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

  it.each([null, 'x', [], { config: [], spaces: {}, cardData: 4, stats: [] }])(
    'of nonsense nothing: %j',
    (raw) => {
      expect(huggingFaceFacts(raw)).toEqual(noHubFacts)
      expect(civitaiFacts(raw)).toEqual(noHubFacts)
    },
  )
})
