import type { Account } from '#contract/accounts'
import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { FormDialog } from '../../frame/FormDialog.tsx'
import { useTexts } from '../../locale.tsx'
import { useOpenExternal } from '../../state/open-external.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Input } from '../../ui/Input.tsx'
import { useAccountActions } from './account-actions.ts'

interface Props {
  readonly account: Account
  readonly onClose: () => void
}

export function TokenForm({ account: { source, tokenPageUrl, keptIn }, onClose }: Props) {
  const { settings, source: names } = useTexts()
  const { accounts: say } = settings
  const openExternal = useOpenExternal()
  const [token, setToken] = useState('')
  const { store } = useAccountActions(source)
  const ready = token.trim() !== '' && !store.isPending
  return (
    <FormDialog
      title={say.dialogTitle(names[source])}
      description={say.dialogDetail}
      submit={say.save}
      ready={ready}
      error={store.error}
      onClose={onClose}
      onSubmit={() => store.mutate(token.trim(), { onSuccess: onClose })}
      otherAction={
        <Button
          className="me-auto"
          icon={<ExternalLink aria-hidden />}
          onClick={() => openExternal(tokenPageUrl)}
        >
          {say.openPage}
        </Button>
      }
    >
      <Field label={say.token} hint={say.keptIn[keptIn]}>
        {(ids) => (
          <Input
            {...ids}
            type="password"
            className="font-mono text-sm"
            value={token}
            onChange={(event) => setToken(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  )
}
