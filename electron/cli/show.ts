/** One model: its facts, its files, and whether it would run here. */
import type { Command } from 'commander'
import type { CatalogDetails } from '#contract/catalog-details'
import { FailureError } from '#contract/failure'
import { failureText } from '#core/failure-text'
import { checkModelCompatibility } from '#domain/compatibility'
import type { ModelCompatibility } from '#domain/finding'
import type { Model } from '#domain/model'
import type { Judges } from './check.ts'
import { findJudges } from './check-here.ts'
import type { CliContext } from './context.ts'
import { artifactsOf, revisionOf } from './named-model.ts'
import { withHubs, type OpenHubs } from './with-hubs.ts'

export function addShowCommand(program: Command, context: CliContext): void {
  program
    .command('show')
    .argument('<id>', 'org/name, huggingface:org/name, civitai:4384, or an address copied from a hub')
    .description('show a model with its files, and whether it runs here')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ rbee-marketplace show TinyLlama/TinyLlama-1.1B-Chat-v1.0
  $ rbee-marketplace show 'https://civitai.com/models/4384?modelVersionId=128713' --json`,
    )
    .action(async (text: string, { json }: { readonly json?: true }) => {
      const machine = findJudges(context)
      const page = await withHubs(context, (hubs, signal) => find(text, hubs, signal))
      const shown = { ...page, compatibility: judged(page.model, await machine) }
      context.print(json ? JSON.stringify(shown, null, 2) : inWords(shown))
    })
}

type Page = Omit<CatalogDetails, 'model'> & { readonly model: Model }
type Shown = Page & { readonly compatibility: ModelCompatibility | null }

/** Of a link to one version, revision or file only that is shown, and judged. */
async function find(text: string, hubs: OpenHubs, signal: AbortSignal): Promise<Page> {
  const resolved = await hubs.handlers['sync.resolve']({ text }, { signal })
  if (resolved === null)
    throw new FailureError({ code: 'bad-request', issues: [`"${text}" is no id or address of a model`] })
  const page = await hubs.details.get(resolved.id, { refresh: false, signal })
  const revision = revisionOf(resolved)
  const model = revision === null ? page.model : await hubs.freshModel(resolved.id, signal, revision)
  return { ...page, model: { ...model, artifacts: artifactsOf(model, resolved) } }
}

/** Nothing here that could run anything, and nothing to be had: then there is nobody to ask. */
function judged(model: Model, { workers, ...options }: Judges): ModelCompatibility | null {
  const usable = workers.filter(({ problem }) => problem === null)
  const { installable = [] } = options
  return usable.length + installable.length === 0 ? null : checkModelCompatibility(model, usable, options)
}

function inWords({ model, details, failure, links, compatibility }: Shown): string {
  const facts: readonly (readonly [string, string | number | null | undefined])[] = [
    ['page', links.page],
    ['task', model.task ?? model.type],
    ['architecture', model.architecture?.value],
    ['parameters', model.parameters && inBillions(model.parameters.value)],
    ['context', model.contextLength],
    ['licence', model.licence],
    ['gated', model.gated === 'no' ? null : `yes: accept the terms on its page (${model.gated})`],
    ['downloads', model.downloads],
    ['made from', model.baseModels.map(({ id }) => id).join(', ')],
    ['trigger words', triggerWords(details)],
    ['runs here', verdict(compatibility)],
  ]
  return [
    `${model.name}${model.author ? ` by ${model.author}` : ''} (${model.id})`,
    ...facts.flatMap(([name, value]) => (value ? [`  ${name.padEnd(14)}${value}`] : [])),
    ...model.artifacts.map(
      (one) =>
        `  ${[one.version?.name, one.format, one.quantization, one.version?.baseModel].filter(Boolean).join(' ').padEnd(40)} ${one.sizeBytes === null ? 'size unknown' : gigabytes(one.sizeBytes)}`,
    ),
    ...(failure ? [`This is what was known before: ${failureText(failure)}`] : []),
  ].join('\n')
}

const verdict = (compatibility: ModelCompatibility | null): string | null =>
  compatibility === null
    ? 'unknown: no worker is installed (see `rbee-marketplace workers`)'
    : [
        `${compatibility.compatible ? `yes, with ${compatibility.workerId}` : 'no'} (${compatibility.confidence})`,
        ...compatibility.reasons.slice(0, 1),
        ...compatibility.warnings,
        ...compatibility.recommendations,
      ].join('; ')

const triggerWords = (details: CatalogDetails['details']): string =>
  [...new Set(details?.versions.flatMap(({ trainedWords }) => trainedWords))].slice(0, 12).join(', ')

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(2)} GB`
const inBillions = (count: number): string => `${(count / 1e9).toFixed(1)} B`
