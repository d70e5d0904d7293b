/** Texts that would keep a page busy for minutes. */
import { test } from './demo.ts'
import { ENDLESS, HOSTILE } from './hostile-readmes.ts'
import { readThrough } from './read-through.ts'

const MODEL = 'rbee-demo/tiny-llama'
const CHECKPOINT = 9_000_010
test.describe('model cards without end', () => {
  test('each kind in a README', async ({ page, hub }) => {
    test.setTimeout(200_000)
    const record = hub.huggingface.records.get(MODEL)
    if (!record) throw new Error('no such model')
    const kinds = Object.entries(ENDLESS)
    for (const [index, [what, README]] of kinds.entries()) {
      // Each in a repository of its own: one that has been read is not read again so soon.
      const [title, id] = [`endless-${index}`, `rbee-demo/endless-${index}`]
      hub.huggingface.records.set(id, { ...record, id, README: `# Card\n\nfirst words\n${README}` })
      await test.step(what, () => readThrough(page, { title, id: `huggingface:${id}`, what }))
    }
  })

  test('all of it in a description of CivitAI’s and the notes of its versions', async ({ page, hub }) => {
    const record = hub.civitai.records.get(CHECKPOINT)
    const [version] = record?.modelVersions ?? []
    if (!record || !version) throw new Error('no such model')
    const first = `<p>first words</p>${Object.values(HOSTILE).join('')}`
    hub.civitai.records.set(CHECKPOINT, {
      ...record,
      name: 'Tiny \u202Egnp.exe',
      description: first,
      modelVersions: [first, ...Object.values(ENDLESS)].map((description, index) => ({
        ...version,
        id: version.id + index * 100,
        description,
      })),
    })
    await readThrough(page, { title: 'Tiny gnp.exe', id: `civitai:${CHECKPOINT}`, what: 'CivitAI' })
  })
})
