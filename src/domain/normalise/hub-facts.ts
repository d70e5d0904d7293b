/** What the hubs tell of a model besides what is judged. */
import { type HubFacts, noHubFacts } from '../model-details.ts'
import { distinct, field, isRecord, listOf, numberOf, recordOf, textOf, textsOf } from './read.ts'

/** The longest that a page shows: some are whole programs. */
const MOST_TEMPLATE = 20_000

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

/** A token, or the record that a tokenizer keeps of it. */
const tokenOf = (value: unknown): string | null => textOf(isRecord(value) ? field(value, 'content') : value)

/** One template, or several by name; then the one that is used unless told otherwise. */
function templateOf(value: unknown): string | null {
  const named = listOf(value).map(recordOf)
  const usual = named.find((each) => field(each, 'name') === 'default') ?? named[0]
  const text = textOf(usual === undefined ? value : field(usual, 'template'))
  return text === null ? null : text.slice(0, MOST_TEMPLATE)
}
