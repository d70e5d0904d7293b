import type { WorkersState } from '#contract/workers'
import { useTexts } from '../../locale.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { Card } from '../../ui/Card.tsx'
import { CommandLine } from '../../ui/CommandLine.tsx'
import { ProblemWords } from './ProblemWords.tsx'
import { Heading } from './Heading.tsx'
import { WorkerDetails } from './WorkerDetails.tsx'

type Variant = WorkersState['recommended'][number]

/** For every backend that this hardware could use: what to install, and how. */
export function InstallWorkers({ state }: { readonly state: WorkersState }) {
  const { machine: say } = useTexts()
  const missing = state.recommended.filter((variant) => !variant.installed)
  if (missing.length === 0) return null
  return (
    <section className="flex flex-col gap-3">
      <Heading title={say.install} lead={say.installLead} />
      <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
        {missing.map((variant) => (
          <VariantCard key={`${variant.family}-${variant.backend}`} variant={variant} />
        ))}
      </div>
    </section>
  )
}

export function VariantCard({ variant }: { readonly variant: Variant }) {
  const { machine: say, backend } = useTexts()
  const name = `${variant.name} ${backend[variant.backend]}`
  return (
    <Card aria-label={name} className="flex min-w-0 flex-col gap-2.5 p-4">
      <h3 className="flex flex-wrap items-center gap-2 font-medium">
        {variant.name}
        <Badge>{backend[variant.backend]}</Badge>
        <span className="ms-auto">{variant.best && <Badge tone="accent">{say.best}</Badge>}</span>
      </h3>
      {variant.problem !== null && (
        <p className="text-sm">
          <ProblemWords problem={variant.problem} />
        </p>
      )}
      <InstallMethods variant={variant} />
      <WorkerDetails name={name} variant={variant} />
    </Card>
  )
}

function InstallMethods({ variant }: { readonly variant: Variant }) {
  const { machine: say, sayings } = useTexts()
  if (variant.install.length === 0) return <p className="text-sm text-soft">{say.noCommand}</p>
  return variant.install.map((method) => (
    <div key={method.label.en} className="flex flex-col gap-1">
      <p className="text-sm text-soft">{sayings.note(method.label)}</p>
      <CommandLine command={method.command} what={say.command} />
      {method.note !== null && <p className="text-xs text-faint">{sayings.note(method.note)}</p>}
    </div>
  ))
}
