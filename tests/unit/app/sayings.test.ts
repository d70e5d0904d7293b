/** Every sentence of the core and the domain, in every language. */
import { describe, expect, it } from 'vitest'
import { inEnglish, say, type Saying, sayingIds, spell } from '#domain/sayings/saying'
import families from '../../../resources/workers.json' with { type: 'json' }
import { nl } from '../../../src/app/texts/nl.ts'

/** One of everything that any sentence speaks of. Names that mean something are rendered in words. */
const words = { format: 'pickle', why: 'poor', place: 'cpu', machine: 'arm', architecture: 'x86' }
const names = {
  worker: '«worker»',
  hub: '«hub»',
  id: '«id»',
  url: '«url»',
  name: '«name»',
  model: '«model»',
  task: '«task»',
  tasks: ['«task a»', '«task b»'],
  library: '«library»',
  libraries: ['«library a»', '«library b»'],
  method: '«method»',
  kinds: ['«kind a»', '«kind b»'],
  kind: '«kind»',
  names: ['«name a»', '«name b»'],
  type: '«type»',
  types: ['«type a»', '«type b»'],
  base: '«base»',
  role: '«role»',
  file: '«file»',
  version: '«version»',
  day: '«day»',
  error: '«error»',
  path: '«path»',
  paths: ['«path a»', '«path b»'],
  command: '«command»',
  gpu: '«gpu»',
  need: '«need»',
  have: '«have»',
  folder: '«folder»',
  code: '«code»',
  target: '«target»',
  tool: '«tool»',
  detail: '«detail»',
  licence: '«licence»',
  field: '«field»',
  en: '«note»',
  nl: '«note»',
}
const numbers = { context: 32, most: 16, sizeBytes: 11, needBytes: 22, capacityBytes: 33, bytes: 44e9 }
const values = { ...words, ...names, ...numbers, platform: 'linux', built: ['arm', 'x86'] }

const marks = (text: string): readonly string[] => [...new Set(text.match(/«[^»]*»/g) ?? [])].toSorted()

describe('a sentence', () => {
  it.each(sayingIds)('says the same of the same in Dutch: %s', (id) => {
    const saying = { id, values } as Saying
    const english = inEnglish(saying)
    const dutch = spell(nl.sayings, saying)
    for (const text of [english, dutch]) expect(text).not.toMatch(/undefined|null|NaN|\[object/)
    expect(marks(dutch)).toEqual(marks(english))
    expect(dutch === english).toBe(id === 'note')
  })

  it('copes with what is not known', () => {
    const silent = say('nvidia-silent', { gpu: null })
    expect(inEnglish(silent)).toBe('The graphics card is there, but its driver does not answer.')
    expect(spell(nl.sayings, silent)).toBe(
      'De grafische kaart is er, maar het stuurprogramma antwoordt niet.',
    )
    const tool = say('tool-failed', { tool: null, detail: 'boom' })
    expect(spell(nl.sayings, tool)).toBe('Een hulpprogramma eindigde met een fout. (boom)')
  })

  it('groups digits as its language does', () => {
    const cut = say('context-truncated', { context: 131_072, most: 32_768 })
    expect(inEnglish(cut)).toContain('131,072')
    expect(spell(nl.sayings, cut)).toContain('131.072')
  })
})

describe('the rules’ own file', () => {
  it('says everything in both languages', () => {
    const notes = JSON.stringify(families).match(/"en":"[^"]+","nl":"[^"]+"/g) ?? []
    expect(notes.length).toBeGreaterThan(20)
    expect(JSON.stringify(families)).not.toMatch(/"(note|message|recommendation|label)":"/)
  })
})
