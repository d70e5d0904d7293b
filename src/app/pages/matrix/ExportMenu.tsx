import type { CatalogQueryInput } from '#contract/catalog'
import { Braces, FileDown, Image, Table2 } from 'lucide-react'
import { useState } from 'react'
import { useFailureToast } from '../../frame/failure-toast.ts'
import { useFormat, useTexts } from '../../locale.tsx'
import { useAnnounce } from '../../state/announce.tsx'
import { useApi } from '../../state/api.tsx'
import { useWorkerName } from '../../state/worker-names.ts'
import { Button } from '../../ui/Button.tsx'
import { Menu } from '../../ui/Menu.tsx'
import type { Choices } from '../discover/query/discover-query.ts'
import { useCellReader } from './cells.ts'
import { drawMatrix } from './export/picture.ts'
import { readAll } from './export/read-all.ts'
import { saveFile } from './export/save.ts'
import { toCsv, toJson, type Matrix } from './export/text.ts'
import { useMatrixWorkers } from './matrix-workers.ts'

interface Props {
  readonly choices: Choices
  readonly query: CatalogQueryInput
  readonly total: number
}

type ExportFormat = 'csv' | 'json' | 'png'
/** A picture of more rows is none that anyone can look at. */
const most: Record<ExportFormat, number> = { csv: 5000, json: 5000, png: 400 }

/** The matrix of the whole filter, as a file. */
export function ExportMenu({ choices, query, total }: Props) {
  const { matrix: say } = useTexts()
  const format = useFormat()
  const { run, done } = useExport({ choices, query, total })
  const busy = done !== null
  return (
    <Menu
      trigger={
        <Button icon={<FileDown aria-hidden />} disabled={total === 0 || busy} aria-busy={busy}>
          {busy ? say.exporting(format.number(done), format.number(total)) : say.exportAs}
        </Button>
      }
      actions={[
        { label: say.formats.csv, icon: <Table2 aria-hidden />, onSelect: () => run('csv') },
        { label: say.formats.json, icon: <Braces aria-hidden />, onSelect: () => run('json') },
        { label: say.formats.png, icon: <Image aria-hidden />, onSelect: () => run('png') },
      ]}
    />
  )
}

function useExport({ choices, query, total }: Props) {
  const api = useApi()
  const texts = useTexts()
  const format = useFormat()
  const announce = useAnnounce()
  const tellFailure = useFailureToast()
  const workerName = useWorkerName()
  const workers = useMatrixWorkers(choices.whatIf)
  const { read } = useCellReader(workers, choices.whatIf)
  const [done, setDone] = useState<number | null>(null)
  const write = async (kind: ExportFormat): Promise<void> => {
    setDone(0)
    const rows = await readAll({ api, query, read, most: most[kind], onProgress: setDone })
    const matrix: Matrix = { workers: workers.map(({ id }) => ({ id, name: workerName(id) })), rows }
    const { matrix: say } = texts
    if (kind === 'csv') saveFile(`${say.fileName}.csv`, toCsv(matrix, texts))
    if (kind === 'json') saveFile(`${say.fileName}.json`, toJson(matrix))
    if (kind === 'png') saveFile(`${say.fileName}.png`, await drawMatrix(matrix, texts))
    const count = format.number(rows.length)
    announce(rows.length < total ? say.exportedPart(count, format.number(total)) : say.exported(count))
  }
  const run = (kind: ExportFormat): void => {
    void write(kind)
      .catch(tellFailure)
      .finally(() => setDone(null))
  }
  return { run, done }
}
