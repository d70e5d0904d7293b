import type { CatalogDetails } from '#contract/catalog-details'
import { showingInText, type Showing } from '#domain/content-level'
import type { VersionDetails } from '#domain/model-details'
import { useMemo, useState } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'
import rehypeRaw from 'rehype-raw'
import rehypeSanitize from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import { cx } from '../../lib/cx.ts'
import { useTexts } from '../../locale.tsx'
import { useOpenExternal } from '../../state/open-external.ts'
import { useSettings } from '../../state/settings.ts'
import { usePicture } from '../../state/pictures.ts'
import { Button } from '../../ui/Button.tsx'
import { Block } from './Block.tsx'
import { tamed } from './written-text.ts'

const longText = 1800
const plugins = [remarkGfm]
/** The hub's text is anybody's text: raw HTML is parsed, then everything but plain formatting is dropped. */
const cleaners = [rehypeRaw, rehypeSanitize]

interface Props {
  readonly details: CatalogDetails
  readonly version: VersionDetails | null
}

export function Description({ details: { model, details, links }, version }: Props) {
  const { model: say } = useTexts()
  const text = details?.description?.text ?? ''
  const showing = showingInText(model, useSettings()?.content.mature ?? 'hide')
  const notes = version?.description ?? null
  return (
    <>
      <Block title={say.description}>
        {text.trim() === '' ? (
          <p className="text-soft">{say.noDescription}</p>
        ) : (
          <Written text={text} base={links.assets} showing={showing} />
        )}
      </Block>
      {notes !== null && (
        <Block title={say.versionNotes}>
          <Written key={version?.id} text={notes} base={links.assets} showing={showing} />
        </Block>
      )}
    </>
  )
}

interface WrittenProps {
  readonly text: string
  readonly base: string | null
  /** What becomes of the pictures in it. */
  readonly showing: Showing
}

/** A long text begins folded. */
function Written({ text: raw, base, showing }: WrittenProps) {
  const { model: say, ui } = useTexts()
  const { text, cut, plain } = useMemo(() => tamed(raw), [raw])
  const [open, setOpen] = useState(false)
  const components = useComponents(base, showing)
  const long = text.length > longText
  return (
    <>
      <div className={cx('written relative', long && !open && 'max-h-96 overflow-hidden mask-b-from-80%')}>
        {plain ? (
          <p className="wrap-anywhere whitespace-pre-wrap">{text}</p>
        ) : (
          <ReactMarkdown remarkPlugins={plugins} rehypePlugins={cleaners} components={components}>
            {text}
          </ReactMarkdown>
        )}
      </div>
      {cut && open && <p className="text-sm text-soft">{say.descriptionCut}</p>}
      {long && (
        <Button className="self-start" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? ui.showLess : ui.showAll}
        </Button>
      )}
    </>
  )
}

function absolute(address: string | undefined, base: string | null): string | null {
  const url = address === undefined ? null : URL.parse(address, base ?? undefined)
  return url !== null && url.protocol === 'https:' ? url.href : null
}

/** Links open in the browser, pictures come through the app, headings stay below the page's own. */
function useComponents(base: string | null, showing: Showing): Components {
  const openExternal = useOpenExternal()
  return {
    a: ({ href, children }) => {
      const url = absolute(href, base)
      return url === null ? (
        <span>{children}</span>
      ) : (
        <a
          href={url}
          onClick={(event) => {
            event.preventDefault()
            openExternal(url)
          }}
        >
          {children}
        </a>
      )
    },
    img: ({ src, alt }) => (
      <HubImage
        url={showing === 'hide' ? null : absolute(typeof src === 'string' ? src : undefined, base)}
        alt={alt ?? ''}
        blurred={showing === 'blur'}
      />
    ),
    h1: 'h3',
    h2: 'h3',
    h3: 'h4',
    h4: 'h5',
    h5: 'h6',
    table: ({ children }) => (
      <div className="overflow-x-auto" tabIndex={0} role="group">
        <table>{children}</table>
      </div>
    ),
    pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
  }
}

interface ImageProps<Url> {
  readonly url: Url
  readonly alt: string
  readonly blurred: boolean
}

function HubImage({ url, ...rest }: ImageProps<string | null>) {
  return url === null ? <span>{rest.alt}</span> : <LoadedImage url={url} {...rest} />
}

function LoadedImage({ url, alt, blurred }: ImageProps<string>) {
  const picture = usePicture(url, 1200)
  if (picture.kind !== 'ready') return <span className="text-faint">{alt}</span>
  if (!blurred) return <img src={picture.src} alt={alt} />
  return (
    <span tabIndex={0} role="group" className="group/blurred inline-block overflow-hidden">
      <img
        src={picture.src}
        alt={alt}
        className="blur-xl transition-[filter] duration-150 group-focus/blurred:blur-none hover:blur-none"
      />
    </span>
  )
}
