import { PageShell } from '../../frame/PageShell.tsx'
import { useTexts } from '../../locale.tsx'

/** Models and workers against each other, for the filter that stands in the address. */
export function MatrixPage() {
  const { frame, matrix: say } = useTexts()
  return (
    <PageShell title={frame.matrix} lead={say.lead}>
      {null}
    </PageShell>
  )
}
