import type { Said } from '#domain/finding'
import { verdictTone, VerdictIcon } from '../../ui/VerdictBadge.tsx'
import { toneClass } from '../../ui/Badge.tsx'
import { buttonClass } from '../../ui/Button.tsx'
import { cx } from '../../lib/cx.ts'
import { useTexts } from '../../locale.tsx'
import { Link } from '../../router.tsx'
import { useWorkerName } from '../../state/worker-names.ts'
import { Findings } from '../discover/verdict/Findings.tsx'
import type { Judged, Judgement } from './judgement.ts'

const nothingSaid: Said = { reasons: [], warnings: [], recommendations: [] }

interface Props {
  readonly judgement: Judgement
  /** The one to speak of; without it the best there is. */
  readonly of?: Judged | null
}

/** One sentence, then why, what to know, and what to do instead. */
export function VerdictSection({ judgement, of }: Props) {
  const { model: say, verdict, discover } = useTexts()
  const workerName = useWorkerName()
  const best = of ?? judgement.best
  const workerId = best?.workerId ?? null
  const confidence = best?.confidence ?? 'none'
  const said = best?.result.said ?? nothingSaid
  return (
    <section aria-label={say.verdict} className="overflow-hidden rounded-card border border-line bg-surface">
      <h2 className="unseen">{say.verdict}</h2>
      <p
        className={cx(
          'flex items-center gap-2 px-3.5 py-2.5 font-medium [&_svg]:size-4 [&_svg]:shrink-0',
          toneClass[verdictTone[confidence]],
        )}
      >
        <VerdictIcon confidence={confidence} />
        {verdict[confidence].word}
        <span className="font-normal text-ink">
          {workerId === null || confidence === 'none' ? say.noWorker : say.with(workerName(workerId))}
        </span>
      </p>
      <div className="flex flex-col gap-3 px-3.5 py-3 empty:hidden">
        <Findings title={say.reasons} sayings={said.reasons} />
        <Findings title={say.warnings} sayings={said.warnings} />
        <Findings
          title={say.instead}
          sayings={[...said.recommendations, ...(confidence === 'none' ? judgement.instead : [])]}
        />
        {best?.workerId === null && (
          <Link to="machine" className={buttonClass('plain', 'sm', 'self-start')}>
            {discover.noWorkerAction}
          </Link>
        )}
      </div>
    </section>
  )
}
