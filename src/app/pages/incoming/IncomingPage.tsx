import type { IncomingAsk, IncomingLink } from '#contract/incoming'
import { PageShell } from '../../frame/PageShell.tsx'
import { useTexts } from '../../locale.tsx'
import { go, type Page } from '../../router.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useAnswered, useIncoming } from './incoming.ts'
import { LinkedModel } from './LinkedModel.tsx'

/** A link from outside, before anything is done about it. One at a time, in the order in which they came. */
export function IncomingPage() {
  const { frame, incoming: say } = useTexts()
  const links = useIncoming()?.links
  const [first] = links ?? []
  return (
    <PageShell title={frame.incoming} lead={first === undefined ? undefined : say.lead} narrow>
      {first !== undefined && <Question key={first.id} link={first} others={(links?.length ?? 1) - 1} />}
      {links !== undefined && first === undefined && (
        <EmptyState title={say.none.title}>{say.none.detail}</EmptyState>
      )}
    </PageShell>
  )
}

function Question({ link, others }: { readonly link: IncomingLink; readonly others: number }) {
  const { incoming: say } = useTexts()
  const answered = useAnswered()
  const dismiss = () => {
    answered(link.id)
    if (others === 0) go('discover', {}, { replace: true })
  }
  return (
    <>
      <Card aria-label={say.asksFor[link.ask.kind]} className="flex flex-col gap-4 p-4">
        <h2 className="text-lg font-medium">{say.asksFor[link.ask.kind]}</h2>
        <Ask ask={link.ask} onDone={() => answered(link.id)} />
        <p className="text-sm text-soft">
          {say.from}: <code className="font-mono text-xs break-all">{link.text}</code>
        </p>
      </Card>
      <div className="flex flex-wrap items-center gap-4">
        <Button onClick={dismiss}>{say.dismiss}</Button>
        {others > 0 && <p className="text-soft">{say.waiting(others)}</p>}
      </div>
    </>
  )
}

function Ask({ ask, onDone }: { readonly ask: IncomingAsk; readonly onDone: () => void }) {
  const { incoming: say } = useTexts()
  const leave = (page: Page) => {
    onDone()
    go(page)
  }
  switch (ask.kind) {
    case 'model':
      return <LinkedModel ask={ask} onDone={onDone} />
    case 'worker':
      return (
        <Choice
          words={say.worker.detail(ask.workerId)}
          action={say.worker.action}
          run={() => leave('machine')}
        />
      )
    case 'page':
      return <Choice words={say.page.detail} action={say.page.action} run={() => leave(ask.page)} />
    case 'unreadable':
      return <ProblemNote tone="fair" title={say.problem[ask.problem]} />
  }
}

interface ChoiceProps {
  readonly words: string
  readonly action: string
  readonly run: () => void
}

function Choice({ words, action, run }: ChoiceProps) {
  return (
    <div className="flex flex-col items-start gap-3">
      <p>{words}</p>
      <Button kind="primary" onClick={run}>
        {action}
      </Button>
    </div>
  )
}
