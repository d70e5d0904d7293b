import type { CatalogDetails } from '#contract/catalog-details'
import type { Learnt } from '#domain/model'
import { useState } from 'react'
import { useFormat, useTexts } from '../../locale.tsx'
import { Link } from '../../router.tsx'
import { useOpenExternal } from '../../state/open-external.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Fact, Facts } from '../../ui/Facts.tsx'
import { useFacetLabel } from '../discover/facet-label.ts'
import { Block } from './Block.tsx'

const mostTags = 24

export function ModelFacts({ details }: { readonly details: CatalogDetails }) {
  const { model: say, card } = useTexts()
  const format = useFormat()
  const label = useFacetLabel()
  const { model } = details
  const parameters = model.parameters && format.parameters(model.parameters.value)
  return (
    <Block title={say.facts}>
      <Facts>
        <Fact
          label={say.architecture}
          value={model.architecture?.value}
          action={<Learned fact={model.architecture} />}
        />
        <Fact label={card.parameters} value={parameters} action={<Learned fact={model.parameters} />} />
        <Fact label={card.context} value={model.contextLength && format.context(model.contextLength)} />
        {model.type !== null && <Fact label={say.type} value={model.type} />}
        {model.task !== null && <Fact label={say.task} value={label('task', model.task)} />}
        {model.library !== null && <Fact label={say.library} value={model.library} />}
        <Fact
          label={card.downloads}
          value={model.downloads === null ? null : format.number(model.downloads)}
        />
        <Fact label={say.likes} value={model.likes === null ? null : format.number(model.likes)} />
        <Fact label={say.created} value={model.createdAt && format.date(model.createdAt)} />
        <Fact label={card.updated} value={model.updatedAt && format.date(model.updatedAt)} />
        {model.languages.length > 0 && (
          <Fact
            label={say.languages}
            value={model.languages.map((code) => label('language', code)).join(', ')}
          />
        )}
        <HubFacts details={details} />
        {model.revision !== null && (
          <Fact
            label={say.revision}
            value={<code className="font-mono text-xs">{model.revision.slice(0, 12)}</code>}
          />
        )}
      </Facts>
      <BaseModels details={details} />
      {model.tags.length > 0 && <Tags tags={model.tags} />}
    </Block>
  )
}

function Tags({ tags }: { readonly tags: readonly string[] }) {
  const { model: say, ui } = useTexts()
  const [all, setAll] = useState(false)
  return (
    <>
      <ul aria-label={say.tags} className="mt-1 flex flex-wrap gap-1">
        {(all ? tags : tags.slice(0, mostTags)).map((tag) => (
          <li key={tag}>
            <Badge className="max-w-60 truncate font-normal">{tag}</Badge>
          </li>
        ))}
      </ul>
      {tags.length > mostTags && (
        <Button size="sm" className="self-start" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? ui.showLess : say.allTags(tags.length)}
        </Button>
      )}
    </>
  )
}

function HubFacts({ details: { details } }: { readonly details: CatalogDetails }) {
  const { model: say } = useTexts()
  const format = useFormat()
  if (details === null) return null
  const { datasets, spaces, bosToken, eosToken, comments, precisions } = details.hub
  return (
    <>
      {datasets.length > 0 && <Fact label={say.datasets} value={datasets.join(', ')} />}
      {spaces !== null && spaces > 0 && <Fact label={say.spaces} value={format.number(spaces)} />}
      {comments !== null && <Fact label={say.comments} value={format.number(comments)} />}
      {precisions.length > 0 && (
        <Fact
          label={say.precisions}
          value={precisions
            .map(({ name, weights }) => say.weightsAs(format.parameters(weights), name))
            .join(', ')}
        />
      )}
      {bosToken !== null && <Fact label={say.bosToken} value={<Token text={bosToken} />} />}
      {eosToken !== null && <Fact label={say.eosToken} value={<Token text={eosToken} />} />}
    </>
  )
}

const Token = ({ text }: { readonly text: string }) => <code className="font-mono text-xs">{text}</code>

/** How sure a figure is: one read from a header is, one guessed from a name is not. */
function Learned({ fact }: { readonly fact: Learnt<unknown> | null }) {
  const { model: say } = useTexts()
  return fact === null ? null : <span className="text-xs text-faint">{say.learnt[fact.from]}</span>
}

function BaseModels({ details: { baseModels, model } }: { readonly details: CatalogDetails }) {
  const { model: say } = useTexts()
  const openExternal = useOpenExternal()
  if (baseModels.length === 0) return null
  const relation = (id: string) => model.baseModels.find((base) => id.endsWith(base.id))?.relation ?? null
  return (
    <ul aria-label={say.madeFrom} className="text-sm">
      {baseModels.map(({ id, name, page, known }) => {
        const how = relation(id)
        return (
          <li key={id} className="flex min-h-8 items-center gap-1.5">
            <span className="text-soft">{how === null ? say.madeFrom : say.relations[how]}</span>
            {known ? (
              <Link
                to="discover"
                query={{ id }}
                className="truncate rounded-control font-medium hover:underline"
              >
                {name}
              </Link>
            ) : (
              <button
                type="button"
                onClick={() => openExternal(page)}
                className="truncate rounded-control font-medium hover:underline"
              >
                {name}
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
