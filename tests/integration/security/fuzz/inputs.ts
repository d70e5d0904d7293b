/** Inputs for calls: made from the contract's own schemas, then damaged. */
import { z } from 'zod'
import { calls, type Call } from '#contract/contract'
import type { Random } from './random.ts'

export const callNames = Object.keys(calls) as [Call, ...Call[]]

interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
}

const schemas = new Map(
  callNames.map((name) => [
    name,
    z.toJSONSchema(calls[name].input, { io: 'input', unrepresentable: 'any' }) as Schema,
  ]),
)

const TEXTS = [
  'a',
  'huggingface:org/name',
  'https://huggingface.co/org/name',
  '12:30',
  'author:x size:<8gb "quoted',
  '/tmp/x',
  '0',
] as const

/** What has broken other programs. `__proto__` here is a key of its own, as JSON makes it. */
const HOSTILE = [
  null,
  undefined,
  true,
  0,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.MAX_SAFE_INTEGER + 2,
  '',
  '\0',
  '../../../../etc/passwd',
  'file:///etc/passwd',
  'javascript:alert(1)',
  "'; DROP TABLE models; --",
  '%00%2e%2e%2f',
  '\u202Egpj.exe',
  '\uD800',
  'constructor',
  '__proto__',
  'x'.repeat(5_000),
  [],
  {},
  [[[[[[[[]]]]]]]],
  JSON.parse('{"__proto__":{"polluted":true}}') as unknown,
  JSON.parse('{"constructor":{"prototype":{"polluted":true}}}') as unknown,
  { toString: 1, valueOf: 1 },
  JSON.parse('{"then":1}') as unknown,
  { length: 1e9 },
] as const

export const hostile = (random: Random): unknown => random.pick(HOSTILE)

function sample(schema: Schema, random: Random, depth = 0): unknown {
  const choices = schema.anyOf ?? schema.oneOf ?? []
  const chosen = choices[random.below(choices.length)]
  if (chosen) return sample(chosen, random, depth)
  if ('const' in schema) return schema.const
  if (schema.enum) return schema.enum[random.below(schema.enum.length)]
  switch (schema.type) {
    case 'object':
      return sampleObject(schema, random, depth)
    case 'array':
      return Array.from({ length: (schema.minItems ?? 0) + random.below(3) }, () =>
        sample(schema.items ?? {}, random, depth + 1),
      )
    case 'string':
      return random.pick(TEXTS)
    case 'number':
    case 'integer':
      return Math.max(schema.minimum ?? 0, Math.min(schema.maximum ?? 1e6, random.below(1000)))
    case 'boolean':
      return random.chance(0.5)
    case 'null':
      return null
    default:
      return undefined
  }
}

function sampleObject(schema: Schema, random: Random, depth: number): unknown {
  const named = Object.entries(schema.properties ?? {})
    .filter(() => depth === 0 || random.chance(0.8))
    .map(([key, value]) => [key, sample(value, random, depth + 1)])
  return Object.fromEntries(named)
}

/** Puts something hostile in one place of it: a value, a key more, or a key less. */
function damaged(value: unknown, random: Random): unknown {
  if (value === null || typeof value !== 'object' || random.chance(0.2)) return hostile(random)
  if (Array.isArray(value)) {
    const at = random.below(value.length + 1)
    return value.toSpliced(at, 1, at < value.length ? damaged(value[at], random) : hostile(random))
  }
  const entries = Object.entries(value)
  const at = random.below(entries.length + 1)
  const [key, old] = entries[at] ?? [random.pick(['__proto__', 'extra', 'constructor', '']), null]
  if (random.chance(0.2)) return Object.fromEntries(entries.filter((entry) => entry[0] !== key))
  const changed = Object.entries({ ...value }).filter((entry) => entry[0] !== key)
  const result: object = Object.fromEntries(changed)
  // Not by assignment, which would set the prototype instead of making a key.
  return Object.defineProperty(result, key, {
    value: damaged(old, random),
    enumerable: true,
    configurable: true,
    writable: true,
  })
}

export function callInput(name: Call, random: Random): unknown {
  const whole = sample(schemas.get(name) ?? {}, random)
  if (random.chance(0.4)) return whole
  return random.chance(0.7) ? damaged(whole, random) : damaged(damaged(whole, random), random)
}
