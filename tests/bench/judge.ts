/**
 * `npm run bench:judge`: how many model × worker judgements a second one core makes, in full and for the verdict alone,
 * and how long it takes to judge 150,000 models again for 8 workers. Each figure stands beside a simple loop of the same
 * run, because machines differ and so does one machine from minute to minute. Time is what the process itself spent on
 * a core (its garbage collector's threads included), so that other programs at work do not count.
 */
import { readFileSync } from 'node:fs'
import { createDictionaries } from '#core/catalog/index/dictionaries'
import { createSegmentBuilder } from '#core/catalog/index/segment-builder'
import { createMachineView } from '#core/catalog/index/verdicts'
import { createCatalogRules } from '#core/catalog/rules'
import { loadFamilies } from '#core/workers/families'
import { checkModelWorkerCompatibility } from '#domain/compatibility'
import type { Model } from '#domain/model'
import { normaliseCivitai } from '#domain/normalise/civitai'
import { normaliseHuggingFace } from '#domain/normalise/huggingface'
import type { Normalised } from '#domain/normalise/outcome'
import { eightWorkers, machineWith } from '../helpers/catalog.ts'

const modelCount = 150_000
const rounds = 5
const families = loadFamilies()

const workers = eightWorkers()

const recordsIn = (name: string): readonly unknown[] =>
  readFileSync(new URL(`../fixtures/labels/${name}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown)

const taken = (normalised: readonly Normalised[]): readonly Model[] =>
  normalised.flatMap((each) => (each.ok ? each.model : []))

/** Real records over and over, each time as an object of its own with a name of its own: of none is anything remembered. */
function copiesOf(models: readonly Model[]): readonly Model[] {
  return Array.from({ length: modelCount }, (_, index) => {
    const model = models[index % models.length] as Model
    return { ...model, id: `${model.id}#${index}`, name: `${model.name}-v${index % 97}` }
  })
}

function coreMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** The best of several rounds. What a round needs is made before. */
function bestMs<T>(prepare: () => T, run: (prepared: T) => void): number {
  const times = Array.from({ length: rounds }, () => {
    const prepared = prepare()
    const start = coreMs()
    run(prepared)
    return coreMs() - start
  })
  return Math.min(...times)
}

let sink = 0

/** As many additions over an array as there are models and workers: the least that visiting each pair can cost. */
function floorMs(): number {
  return bestMs(
    () => new Uint32Array(modelCount).map((_, index) => index),
    (numbers) => {
      for (const _ of workers) for (let row = 0; row < numbers.length; row += 1) sink += numbers[row] ?? 0
    },
  )
}

const perSecond = (count: number, ms: number): number => Math.round((count / ms) * 1000)
const say = (label: string, text: string): void => console.log(`${label.padEnd(44)} ${text}`)

const repositories = recordsIn('huggingface')
const records = [
  ...taken(repositories.map((record) => normaliseHuggingFace(record))),
  ...taken(recordsIn('civitai').map(normaliseCivitai)),
]
const pairs = modelCount * workers.length
const floor = floorMs()
const against = (ms: number): string => `${(ms / floor).toFixed(1)} × the floor`
say(`floor: a loop over ${pairs.toLocaleString('en-US')} pairs`, `${floor.toFixed(2)} ms`)

const normalising = bestMs(
  () => repositories,
  (raw) => {
    for (let index = 0; index < modelCount; index += 1) {
      sink += Number(normaliseHuggingFace(raw[index % raw.length], families).ok)
    }
  },
)
say('records normalised a second', perSecond(modelCount, normalising).toLocaleString('en-US'))

const judgeAll = (models: readonly Model[]): void => {
  for (const model of models) {
    for (const worker of workers) sink += checkModelWorkerCompatibility(model, worker).codes.length
  }
}
const inFull = bestMs(() => copiesOf(records), judgeAll)
say(
  'judgements a second, all texts, first sight',
  `${perSecond(pairs, inFull).toLocaleString('en-US')}  (${against(inFull)})`,
)

const models = copiesOf(records)
const known = bestMs(() => models, judgeAll)
say(
  'judgements a second, all texts, again',
  `${perSecond(pairs, known).toLocaleString('en-US')}  (${against(known)})`,
)

const rules = createCatalogRules(families)
const builder = createSegmentBuilder(rules)
for (const [key, model] of models.entries()) builder.add({ key, model })
const { dictionaries: packed, segment } = builder.finish()
const dictionaries = createDictionaries(packed)
const machine = { workers, hardware: machineWith(24 * 1024) }
const again = bestMs(
  () => machine,
  (asked) => {
    sink += createMachineView(asked, { dictionaries, rules }).of(segment).viewClass[0] ?? 0
  },
)
const combinations = `${dictionaries.traits.size} combinations of traits`
say('judging 150,000 models for 8 workers again', `${again.toFixed(1)} ms  (${against(again)}; limit 150 ms)`)
say(
  '  as the catalog does it, memory fit included',
  `${segment.artifacts.kind.length} artifacts, ${combinations}`,
)

const fast = perSecond(pairs, inFull) >= 500_000 && again < 150
console.log(fast ? 'within both limits' : `over a limit (${sink % 2})`)
process.exitCode = fast ? 0 : 1
