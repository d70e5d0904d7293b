import type { BaseModel } from '../model.ts'
import { type Loose, field, listOf, recordOf, textOf, textsOf } from './read.ts'

const relations = new Set(['quantized', 'finetune', 'adapter', 'merge'])

function relationOf(value: unknown): BaseModel['relation'] {
  const text = textOf(value)
  return text !== null && relations.has(text) ? (text as NonNullable<BaseModel['relation']>) : null
}

/** What a repository was made from: said by the hub (`baseModels`), by its tags, or by its card. */
export function baseModelsOf(raw: Loose, card: Loose, tags: readonly string[]): readonly BaseModel[] {
  const bases = new Map<string, BaseModel>()
  for (const base of [...expanded(raw), ...tagged(tags), ...carded(card)]) {
    const known = bases.get(base.id)
    if (known === undefined || known.relation === null) bases.set(base.id, base)
  }
  return [...bases.values()]
}

function expanded(raw: Loose): readonly BaseModel[] {
  const said = recordOf(field(raw, 'baseModels'))
  const relation = relationOf(field(said, 'relation'))
  return listOf(field(said, 'models')).flatMap((entry) => {
    const id = textOf(entry) ?? textOf(field(recordOf(entry), 'id'))
    return id === null ? [] : { relation, id }
  })
}

/** `base_model:org/name` and `base_model:quantized:org/name`. */
const tagged = (tags: readonly string[]): readonly BaseModel[] =>
  tags.flatMap((tag) => {
    if (!tag.startsWith('base_model:')) return []
    const rest = tag.slice('base_model:'.length)
    const split = rest.indexOf(':')
    const relation = split < 0 ? null : relationOf(rest.slice(0, split))
    const id = textOf(relation === null ? rest : rest.slice(split + 1))
    return id === null ? [] : { relation, id }
  })

const carded = (card: Loose): readonly BaseModel[] =>
  textsOf(field(card, 'base_model')).map((id) => ({
    relation: relationOf(field(card, 'base_model_relation')),
    id,
  }))
