import { RefreshCw } from 'lucide-react'
import { PageShell } from '../../frame/PageShell.tsx'
import { useTexts } from '../../locale.tsx'
import { useHardware, useLookAtHardware, useWorkers } from '../../state/machine.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { PageSkeleton } from '../PageSkeleton.tsx'
import { ComputerCard } from './ComputerCard.tsx'
import { diagnosticsOf } from './diagnostics.ts'
import { Folders } from './Folders.tsx'
import { GpuCards } from './GpuCards.tsx'
import { InstallWorkers } from './InstallWorkers.tsx'
import { Problems } from './Problems.tsx'
import { useRescan } from './rescan.ts'
import { WorkerList } from './WorkerList.tsx'

export function MachinePage() {
  const { frame, machine: say } = useTexts()
  const hardware = useHardware()
  const workers = useWorkers()
  const { rescan, busy } = useRescan()
  useLookAtHardware()
  if (hardware === undefined) return <PageSkeleton />
  return (
    <PageShell
      title={frame.machine}
      lead={say.lead}
      actions={
        <>
          <CopyButton
            text={diagnosticsOf(hardware, workers)}
            what={say.diagnosticsWhat}
            word={say.diagnostics}
          />
          <Button icon={<RefreshCw aria-hidden />} aria-busy={busy} disabled={busy} onClick={rescan}>
            {busy || hardware.scanning ? say.scanning : say.rescan}
          </Button>
        </>
      }
    >
      <Problems problems={[...hardware.problems, ...(workers?.problems ?? [])]} />
      <div className="grid grid-cols-1 gap-3 md:grid-cols-2 md:[&>:last-child:nth-child(odd)]:col-span-2">
        <GpuCards state={hardware} />
        <ComputerCard state={hardware} />
      </div>
      {workers !== undefined && (
        <>
          <WorkerList state={workers} />
          <InstallWorkers state={workers} />
          <Folders folders={workers.folders} />
        </>
      )}
    </PageShell>
  )
}
