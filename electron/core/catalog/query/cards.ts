/** Rows to cards: only the few that are shown are ever turned into words. */
import type { ModelCard } from '#contract/catalog'
import { overheadBytes } from '#domain/fit/overhead'
import type { Place } from '#domain/fit/place'
import type { Worker } from '#domain/worker-family'
import {
  classAttributes as at,
  FLAG_GATED,
  FLAG_NSFW,
  kindAttributes,
  NEED_KNOWN,
  NEED_WHOLE,
  type Dictionaries,
} from '../index/dictionaries.ts'
import { confidenceNames, fitNames } from '../index/judge-port.ts'
import { readStrings } from '../index/row-strings.ts'
import type { Segment } from '../index/segment.ts'
import { NO_ARTIFACT, type MachineView } from '../index/verdicts.ts'

export interface CardSource {
  readonly dictionaries: Dictionaries
  readonly view: MachineView
}

export function cardOf(segment: Segment, row: number, { dictionaries: d, view }: CardSource): ModelCard {
  const attributes = d.modelClass.at(segment.modelClass[row]!)
  const { sourceId, name, preview } = readStrings(segment, row)
  const source = d.source.at(attributes[at.source]!) as ModelCard['source']
  const flags = attributes[at.flags]!
  return {
    id: `${source}:${sourceId}`,
    source,
    name,
    author: orNull(d.author.at(segment.author[row]!)),
    task: orNull(d.task.at(attributes[at.task]!)),
    type: orNull(d.type.at(attributes[at.type]!)),
    architecture: orNull(d.architecture.at(attributes[at.architecture]!)),
    licence: orNull(d.licence.at(attributes[at.licence]!)),
    parameters: known(segment.parameters[row]!),
    contextLength: known(segment.contextLength[row]!),
    downloads: known(segment.downloads[row]!),
    likes: known(segment.likes[row]!),
    createdAt: known(segment.created[row]!),
    updatedAt: known(segment.updated[row]!),
    gated: (flags & FLAG_GATED) !== 0,
    nsfw: (flags & FLAG_NSFW) !== 0,
    preview: preview === '' ? null : (JSON.parse(preview) as ModelCard['preview']),
    verdict: verdictOf(segment, row, { dictionaries: d, view }),
    artifactCount: segment.artifacts.starts[row + 1]! - segment.artifacts.starts[row]!,
  }
}

function verdictOf(
  segment: Segment,
  row: number,
  { dictionaries: d, view }: CardSource,
): ModelCard['verdict'] {
  const { viewClass, artifact, worker } = view.of(segment)
  const { classes } = view
  const { artifacts } = segment
  const code = viewClass[row]!
  const chosen = artifact[row]!
  const kind = chosen === NO_ARTIFACT ? null : d.artifactKind.at(artifacts.kind[chosen]!)
  const runner = view.workers[worker[row]!] ?? null
  return {
    confidence: confidenceNames[classes.fitting[code]! || classes.any[code]!]!,
    fit: fitNames[classes.fit[code]!]!,
    fitIsLikely: kind !== null && (kind[kindAttributes.flags]! & NEED_WHOLE) === 0,
    workerId: runner?.id ?? null,
    artifact: kind && {
      id: d.artifactId.at(artifacts.id[chosen]!),
      format: d.format.at(kind[kindAttributes.format]!),
      quantization: orNull(d.quantization.at(kind[kindAttributes.quantization]!)),
      baseModel: orNull(d.baseModel.at(kind[kindAttributes.baseModel]!)),
      sizeBytes: known(artifacts.sizeBytes[chosen]!),
    },
    memory:
      kind &&
      memoryOf(artifacts.needBytes[chosen]!, kind[kindAttributes.flags]!, {
        runner,
        place: view.places[worker[row]!],
      }),
  }
}

interface Runner {
  readonly runner: Worker | null
  readonly place: Place | null | undefined
}

/** The index keeps one sum: what else is needed is the runtime itself, and what nothing tells. */
function memoryOf(
  needBytes: number,
  flags: number,
  { runner, place }: Runner,
): ModelCard['verdict']['memory'] {
  if (runner === null || place?.capacityBytes == null) return null
  if ((flags & NEED_KNOWN) === 0) return null
  return {
    capacityBytes: place.capacityBytes,
    parts: [
      { name: 'model', bytes: needBytes },
      ...((flags & NEED_WHOLE) === 0 ? [{ name: 'context', bytes: null }] : []),
      { name: 'overhead', bytes: overheadBytes(runner.spec.kind, place) },
    ],
  }
}

const orNull = (value: string): string | null => (value === '' ? null : value)
const known = (value: number): number | null => (Number.isNaN(value) ? null : value)
