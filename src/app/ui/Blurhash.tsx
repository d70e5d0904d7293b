import { useEffect, useRef } from 'react'
import { decodeBlurhash } from '../lib/blurhash.ts'

const width = 12
const height = 16

/** Stands where a picture will be, in its colours. */
export function Blurhash({ hash }: { readonly hash: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const bytes = decodeBlurhash(hash, width, height)
    if (bytes !== null)
      canvas.current?.getContext('2d')?.putImageData(new ImageData(bytes, width, height), 0, 0)
  }, [hash])
  return (
    <canvas ref={canvas} width={width} height={height} aria-hidden className="absolute inset-0 size-full" />
  )
}
