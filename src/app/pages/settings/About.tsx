import { Search } from 'lucide-react'
import { useState } from 'react'
import { useFormat, useTexts } from '../../locale.tsx'
import { Mark } from '../../frame/Mark.tsx'
import { useAppInfo } from '../../state/app-info.ts'
import { useOpenExternal } from '../../state/open-external.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Input } from '../../ui/Input.tsx'
import { useLicences, type Licence } from './licences.ts'
import { Row, Section } from './Section.tsx'

const website = 'https://rbee.dev'
const sourceCode = 'https://github.com/rbee-keeper/rbee-marketplace'

export function About() {
  const { about: say } = useTexts().settings
  const version = useAppInfo()?.version
  const open = useOpenExternal()
  return (
    <>
      <Section id="about" title={say.title}>
        <div className="flex items-center gap-4 px-4 py-4">
          <span className="[&_svg]:size-10">
            <Mark />
          </span>
          <div className="min-w-0">
            <p className="text-lg font-medium">rbee Marketplace</p>
            <p className="text-pretty text-soft">{say.tagline}</p>
          </div>
        </div>
        <Row label={say.version}>
          <span className="text-soft">{version}</span>
        </Row>
        <Row label={say.licence} hint={say.ownLicence}>
          <span className="flex flex-wrap gap-2">
            <Button onClick={() => open(sourceCode)}>{say.source}</Button>
            <Button onClick={() => open(website)}>{say.website}</Button>
          </span>
        </Row>
      </Section>
      <Licences />
    </>
  )
}

function Licences() {
  const { about: say } = useTexts().settings
  const format = useFormat()
  const [wanted, setWanted] = useState('')
  const all = useLicences() ?? []
  const shown = all.filter(({ name }) => name.includes(wanted.trim().toLowerCase()))
  if (all.length === 0) return null
  return (
    <Section
      id="licences"
      title={say.licences}
      lead={say.licencesLead(format.number(all.length))}
      action={
        <Input
          type="search"
          aria-label={say.search}
          placeholder={say.search}
          icon={<Search aria-hidden />}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      }
    >
      {shown.map((licence) => (
        <LicenceRow key={licence.name} licence={licence} />
      ))}
      {shown.length === 0 && <p className="px-4 py-3 text-soft">{say.nothing}</p>}
    </Section>
  )
}

function LicenceRow({ licence: { name, version, licence, text } }: { readonly licence: Licence }) {
  return (
    <details className="group px-4">
      <summary className="flex min-h-9 items-center gap-2 rounded-control">
        <span className="min-w-0 flex-1 truncate">
          {name} <span className="text-sm text-faint">{version}</span>
        </span>
        <Badge>{licence}</Badge>
      </summary>
      <pre
        tabIndex={0}
        aria-label={name}
        className="mb-3 max-h-72 overflow-auto rounded-control border border-line bg-sunken p-3 font-mono text-xs whitespace-pre-wrap"
      >
        {text}
      </pre>
    </details>
  )
}
