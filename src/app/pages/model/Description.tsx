import type { CatalogDetails } from '#contract/catalog-details'
import type { VersionDetails } from '#domain/model-details'
import { useMemo, useState } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'
import rehypeRaw from 'rehype-raw'
import rehypeSanitize from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import { cx } from '../../lib/cx.ts'
import { useTexts } from '../../locale.tsx'
import { useOpenExternal } from '../../state/open-external.ts'
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

export function Description({ details: { details, links }, version }: Props) {
  const { model: say } = useTexts()
  const text = details?.description?.text ?? ''
  const notes = version?.description ?? null
  return (
    <>
      <Block title={say.description}>
        {text.trim() === '' ? (
          <p className="text-soft">{say.noDescription}</p>
        ) : (
          <Written text={text} base={links.assets} />
        )}
      </Block>
      {notes !== null && (
        <Block title={say.versionNotes}>
          <Written key={version?.id} text={notes} base={links.assets} />
        </Block>
      )}
    </>
  )
}

/** A long text begins folded. */
function Written({ text: raw, base }: { readonly text: string; readonly base: string | null }) {
  const { model: say, ui } = useTexts()
  const { text, cut, plain } = useMemo(() => tamed(raw), [raw])
  const [open, setOpen] = useState(false)
  const components = useComponents(base)
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
function useComponents(base: string | null): Components {
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
      <HubImage url={absolute(typeof src === 'string' ? src : undefined, base)} alt={alt ?? ''} />
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

function HubImage({ url, alt }: { readonly url: string | null; readonly alt: string }) {
  return url === null ? <span>{alt}</span> : <LoadedImage url={url} alt={alt} />
}

function LoadedImage({ url, alt }: { readonly url: string; readonly alt: string }) {
  const picture = usePicture(url, 1200)
  return picture.kind === 'ready' ? (
    <img src={picture.src} alt={alt} />
  ) : (
    <span className="text-faint">{alt}</span>
  )
}
