import { expect, it } from 'vitest'
import { noHubFacts } from '#domain/model-details'
import { licenceAddress } from '../../../src/app/lib/licence.ts'

const page = 'https://huggingface.co/org/name'
const addressOf = (licenceText: string | null) =>
  licenceAddress({
    links: { page, assets: null },
    details: {
      modelId: 'huggingface:org/name',
      description: null,
      versions: [],
      hub: { ...noHubFacts, datasets: [], commercialUse: [], precisions: [], prompts: [], licenceText },
    },
  })

it.each([
  ['https://example.org/terms', 'https://example.org/terms'],
  ['LICENSE.md', `${page}/blob/main/LICENSE.md`],
  ['http://example.org/terms', null],
  ['javascript:alert(1)', null],
  ['file:///etc/passwd', null],
  [null, null],
])('the licence at %j is read at %j', (told, address) => {
  expect(addressOf(told)).toBe(address)
})
