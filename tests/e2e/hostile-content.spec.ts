/** Model cards that try to be more than text, through the whole app into a real page. */
import { test } from './demo.ts'
import { HOSTILE } from './hostile-readmes.ts'
import { readThrough } from './read-through.ts'

const MODEL = 'rbee-demo/tiny-llama'

test.describe('model cards that try to be more than text', () => {
  for (const [name, README] of Object.entries(HOSTILE)) {
    test(`a model card with ${name}`, async ({ page, hub }) => {
      const record = hub.huggingface.records.get(MODEL)
      if (!record) throw new Error('no such model')
      hub.huggingface.records.set(MODEL, { ...record, README: `# Card\n\nfirst words\n${README}` })
      await readThrough(page, { title: 'tiny-llama', id: `huggingface:${MODEL}`, what: name })
    })
  }
})
