import { useQuery } from '@tanstack/react-query'
import { useApi } from './api.tsx'

/** A picture of a hub. They come through the core, which limits their size and keeps them for later. */
export type Picture =
  { readonly kind: 'waiting' } | { readonly kind: 'ready'; readonly src: string } | { readonly kind: 'none' }

/** `null` asks for none. */
export function usePicture(url: string | null, width?: number): Picture {
  const api = useApi()
  const { data, isError } = useQuery({
    queryKey: ['picture', url, width],
    enabled: url !== null,
    queryFn: async ({ signal }) => {
      const { type, base64 } = await api.call(
        'catalog.picture',
        { url: url ?? '', ...(width && { width }) },
        signal,
      )
      return `data:${type};base64,${base64}`
    },
    staleTime: Infinity,
    gcTime: 120_000,
  })
  if (data !== undefined) return { kind: 'ready', src: data }
  return { kind: isError ? 'none' : 'waiting' }
}
