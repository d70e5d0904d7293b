/** A picture of a hub. They come through the core, which limits their size and keeps them for later. */
export type Picture =
  { readonly kind: 'waiting' } | { readonly kind: 'ready'; readonly src: string } | { readonly kind: 'none' }

export function usePicture(_url: string): Picture {
  return { kind: 'none' }
}
