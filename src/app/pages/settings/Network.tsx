import { Settings } from '#contract/settings'
import { useTexts } from '../../locale.tsx'
import { useChangeSettings, useSettings } from '../../state/settings.ts'
import { Section } from './Section.tsx'
import { TextSetting } from './TextSetting.tsx'

type Address = keyof Settings['hubs']

const usual: Record<Exclude<Address, 'proxy'>, string> = {
  huggingface: 'https://huggingface.co',
  civitai: 'https://civitai.com',
  workerCatalog: 'https://gwc.rbee.dev',
}

const isLoopback = (url: string): boolean => /^http:\/\/(localhost|127\.|\[::1\])/.test(url)
const isPlain = (url: string | null): boolean => url !== null && url.startsWith('http:') && !isLoopback(url)

/** Empty is none; else an address that the settings would take, without a slash at its end. */
function readAddress(name: Address, text: string): string | null | undefined {
  if (text === '') return null
  const parsed = Settings.shape.hubs.shape[name].safeParse(text.replace(/\/+$/, ''))
  if (!parsed.success || parsed.data === null) return undefined
  const { username, search, hash } = new URL(parsed.data)
  const isBare = search === '' && hash === '' && (name === 'proxy' || username === '')
  return isBare ? parsed.data : undefined
}

export function Network() {
  const { network: say } = useTexts().settings
  return (
    <>
      <Section id="hubs" title={say.hubs} lead={say.hubsLead}>
        <AddressSetting name="huggingface" label={say.huggingface} placeholder={usual.huggingface} />
        <AddressSetting name="civitai" label={say.civitai} placeholder={usual.civitai} />
        <AddressSetting name="workerCatalog" label={say.workerCatalog} placeholder={usual.workerCatalog} />
      </Section>
      <Section id="proxy" title={say.proxy} lead={say.proxyLead}>
        <AddressSetting name="proxy" label={say.proxyAddress} placeholder={say.proxyExample} />
      </Section>
    </>
  )
}

interface Props {
  readonly name: Address
  readonly label: string
  readonly placeholder: string
}

function AddressSetting({ name, label, placeholder }: Props) {
  const { network: say } = useTexts().settings
  const value = useSettings()?.hubs[name] ?? null
  const change = useChangeSettings()
  return (
    <TextSetting
      label={label}
      value={value}
      write={(address) => address ?? ''}
      read={(text) => readAddress(name, text)}
      onChange={(address) => change({ hubs: { [name]: address } })}
      expected={say.badAddress}
      hint={name !== 'proxy' && isPlain(value) ? say.plain : undefined}
      placeholder={placeholder}
      inputMode="url"
    />
  )
}
