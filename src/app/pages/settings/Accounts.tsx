import type { Account } from '#contract/accounts'
import { CircleAlert, CircleCheck, KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../../locale.tsx'
import { useAccounts } from '../../state/accounts.ts'
import type { Texts } from '../../texts/en.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useAccountActions } from './account-actions.ts'
import { Row, Section } from './Section.tsx'
import { TokenForm } from './TokenForm.tsx'

export function Accounts() {
  const { accounts: say } = useTexts().settings
  const state = useAccounts()
  if (state === undefined) return <Skeleton className="h-40 w-full rounded-card" />
  return (
    <Section id="accounts" title={say.title} lead={say.lead}>
      {state.accounts.map((account) => (
        <AccountRow key={account.source} account={account} />
      ))}
    </Section>
  )
}

function AccountRow({ account }: { readonly account: Account }) {
  const { settings, source: names } = useTexts()
  const { accounts: say } = settings
  const [asking, setAsking] = useState<'token' | 'removal' | null>(null)
  const { check, remove } = useAccountActions(account.source)
  const { tokenFrom } = account
  const hub = names[account.source]
  const close = () => setAsking(null)
  return (
    <Row
      label={
        <span className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{hub}</span>
          <TokenBadge account={account} />
        </span>
      }
      hint={hintOf(account, say)}
    >
      <span className="flex flex-wrap gap-2">
        {tokenFrom !== null && (
          <Button
            aria-label={say.named(say.check, hub)}
            aria-busy={check.isPending}
            disabled={check.isPending}
            onClick={() => check.mutate()}
          >
            {check.isPending ? say.checking : say.check}
          </Button>
        )}
        {tokenFrom === 'stored' && (
          <Button aria-label={say.named(say.remove, hub)} onClick={() => setAsking('removal')}>
            {say.remove}
          </Button>
        )}
        <Button
          aria-label={say.named(tokenFrom === null ? say.add : say.replace, hub)}
          onClick={() => setAsking('token')}
        >
          {tokenFrom === null ? say.add : say.replace}
        </Button>
      </span>
      {asking === 'token' && <TokenForm account={account} onClose={close} />}
      {asking === 'removal' && (
        <Dialog
          open
          onClose={close}
          title={say.removeTitle(hub)}
          description={say.removeDetail}
          actions={
            <RemovalButtons
              onCancel={close}
              onRemove={() => remove.mutate(undefined, { onSettled: close })}
            />
          }
        />
      )}
    </Row>
  )
}

function RemovalButtons({
  onCancel,
  onRemove,
}: {
  readonly onCancel: () => void
  readonly onRemove: () => void
}) {
  const { settings, ui } = useTexts()
  return (
    <>
      <Button onClick={onCancel}>{ui.cancel}</Button>
      <Button kind="danger" onClick={onRemove}>
        {settings.accounts.remove}
      </Button>
    </>
  )
}

function TokenBadge({ account: { tokenFrom, user, refused } }: { readonly account: Account }) {
  const { accounts: say } = useTexts().settings
  if (tokenFrom === null) return <Badge>{say.none}</Badge>
  if (refused)
    return (
      <Badge tone="bad" icon={<CircleAlert aria-hidden />}>
        {say.from[tokenFrom]}
      </Badge>
    )
  if (user === null) return <Badge icon={<KeyRound aria-hidden />}>{say.from[tokenFrom]}</Badge>
  return (
    <Badge tone="good" icon={<CircleCheck aria-hidden />}>
      {say.as(user)}
    </Badge>
  )
}

function hintOf(
  { tokenFrom, refused, keptIn }: Account,
  say: Texts['settings']['accounts'],
): string | undefined {
  if (refused) return say.refused
  return tokenFrom === 'stored' ? say.keptIn[keptIn] : undefined
}
