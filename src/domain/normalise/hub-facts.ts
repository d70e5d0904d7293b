/** What the hubs tell of a model besides what is judged. */
import { type HubFacts, noHubFacts, type VersionDetails } from '../model-details.ts'
import {
  distinct,
  field,
  isRecord,
  listOf,
  type Loose,
  numberOf,
  positiveOf,
  recordOf,
  textOf,
  textsOf,
} from './read.ts'

/** The longest that a page shows: some are whole programs. */
const MOST_TEMPLATE = 20_000
const MOST_PROMPTS = 6
const MOST_PROMPT = 400

export function huggingFaceFacts(raw: unknown): HubFacts {
  const record = recordOf(raw)
  const tokenizer = recordOf(field(recordOf(field(record, 'config')), 'tokenizer_config'))
  const spaces = field(record, 'spaces')
  return {
    ...noHubFacts,
    datasets: distinct(textsOf(field(recordOf(field(record, 'cardData')), 'datasets'))),
    spaces: Array.isArray(spaces) ? spaces.length : null,
    bosToken: tokenOf(field(tokenizer, 'bos_token')),
    eosToken: tokenOf(field(tokenizer, 'eos_token')),
    chatTemplate: templateOf(field(tokenizer, 'chat_template')),
    licenceText: licenceTextOf(record),
    precisions: precisionsOf(field(recordOf(field(record, 'safetensors')), 'parameters')),
    prompts: promptsOf(field(record, 'widgetData')),
  }
}

/** A version's own figures; CivitAI keeps them from us where its author hides them. */
export function versionFigures(raw: unknown): Pick<VersionDetails, 'downloads' | 'likes'> {
  const stats = recordOf(field(recordOf(raw), 'stats'))
  return {
    downloads: numberOf(field(stats, 'downloadCount')),
    likes: numberOf(field(stats, 'thumbsUpCount')),
  }
}

export function civitaiFacts(raw: unknown): HubFacts {
  const record = recordOf(raw)
  return {
    ...noHubFacts,
    commercialUse: distinct(textsOf(field(record, 'allowCommercialUse'))),
    comments: numberOf(field(recordOf(field(record, 'stats')), 'commentCount')),
  }
}

/** What the author names, else the file that has its name. */
function licenceTextOf(record: Loose): string | null {
  const named = textOf(field(recordOf(field(record, 'cardData')), 'license_link'))
  const files = listOf(field(record, 'siblings')).flatMap(
    (file) => textOf(field(recordOf(file), 'rfilename')) ?? [],
  )
  return named ?? files.find((path) => /^licen[cs]e(\.(md|txt))?$/i.test(path)) ?? null
}

const precisionsOf = (value: unknown): HubFacts['precisions'] =>
  Object.entries(recordOf(value)).flatMap(([name, count]) => {
    const weights = positiveOf(count)
    return weights === null ? [] : { name, weights }
  })

/** Each is a text, or a conversation, of which the first question counts. */
const promptsOf = (value: unknown): readonly string[] =>
  distinct(
    listOf(value).flatMap((entry) => {
      const [first] = listOf(field(recordOf(entry), 'messages'))
      const text = textOf(field(recordOf(entry), 'text')) ?? textOf(field(recordOf(first), 'content'))
      return text === null || text.length > MOST_PROMPT ? [] : text
    }),
  ).slice(0, MOST_PROMPTS)

/** A token, or the record that a tokenizer keeps of it. */
const tokenOf = (value: unknown): string | null => textOf(isRecord(value) ? field(value, 'content') : value)

/** One template, or several by name; then the one that is used unless told otherwise. */
function templateOf(value: unknown): string | null {
  const named = listOf(value).map(recordOf)
  const usual = named.find((each) => field(each, 'name') === 'default') ?? named[0]
  const text = textOf(usual === undefined ? value : field(usual, 'template'))
  return text === null ? null : text.slice(0, MOST_TEMPLATE)
}
