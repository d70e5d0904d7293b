import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { QueryClientProvider } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { Api } from './api/api.ts'
import type { LinkState } from './api/socket-link.ts'
import { Frame } from './frame/Frame.tsx'
import { LinkNotice } from './frame/LinkNotice.tsx'
import { LocaleProvider } from './locale.tsx'
import { IncomingWatch } from './pages/incoming/IncomingWatch.tsx'
import { PageView } from './pages/PageView.tsx'
import { FirstRun } from './pages/welcome/FirstRun.tsx'
import { ApiContext } from './state/api.tsx'
import { createQueryClient } from './state/query-client.ts'
import { languageOf, useSettings, useTheme } from './state/settings.ts'
import { Toasts } from './ui/Toasts.tsx'

interface Props {
  readonly api: Api
  /** Only where the page hangs on a line that can break. */
  readonly onLinkState: ((listener: (state: LinkState) => void) => () => void) | undefined
}

export function App({ api, onLinkState }: Props) {
  const [client] = useState(createQueryClient)
  return (
    <ApiContext value={api}>
      <QueryClientProvider client={client}>
        <CSPProvider disableStyleElements>
          <Chosen>
            <Tooltip.Provider delay={450} closeDelay={0}>
              <Toasts>
                {onLinkState !== undefined && <LinkNotice onState={onLinkState} />}
                <IncomingWatch />
                <FirstRun />
                <Frame>
                  <PageView />
                </Frame>
              </Toasts>
            </Tooltip.Provider>
          </Chosen>
        </CSPProvider>
      </QueryClientProvider>
    </ApiContext>
  )
}

/** What the user chose for the whole app: theme and language. */
function Chosen({ children }: { readonly children: ReactNode }) {
  const settings = useSettings()
  useTheme(settings?.appearance.theme)
  return <LocaleProvider language={languageOf(settings)}>{children}</LocaleProvider>
}
