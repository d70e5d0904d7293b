import { useTexts } from '../../locale.tsx'
import { useAppInfo } from '../../state/app-info.ts'
import { useHardware, useWorkers } from '../../state/machine.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { diagnosticsOf } from '../machine/diagnostics.ts'
import { Row, Section } from './Section.tsx'

export function Diagnostics() {
  const { diagnostics: say, updates } = useTexts().settings
  const info = useAppInfo()
  const hardware = useHardware()
  const workers = useWorkers()
  if (info === undefined || hardware === undefined) return <Skeleton className="h-64 w-full rounded-card" />
  const { dataDir, ...app } = info
  const text = diagnosticsOf(hardware, workers, app)
  return (
    <Section
      id="diagnostics"
      title={say.title}
      lead={say.lead}
      action={<CopyButton text={text} what={say.what} word={say.copy} />}
    >
      <Row label={updates.version}>
        <span className="text-soft">{info.version}</span>
      </Row>
      <Row label={say.shell}>
        <span className="text-soft">{say.shells[info.shell]}</span>
      </Row>
      <Row label={say.data}>
        <span className="flex min-w-0 items-center gap-1">
          <code className="min-w-0 font-mono text-xs break-all text-soft">{dataDir}</code>
          <CopyButton text={dataDir} what={say.copyPath} />
        </span>
      </Row>
      <details className="px-4 py-3">
        <summary className="rounded-control">{say.preview}</summary>
        <pre
          tabIndex={0}
          aria-label={say.preview}
          className="mt-2 max-h-96 overflow-auto rounded-control border border-line bg-sunken p-3 font-mono text-xs"
        >
          {text}
        </pre>
      </details>
    </Section>
  )
}
