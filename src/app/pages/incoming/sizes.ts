import type { Artifact } from '#domain/model'

export interface Sizes {
  readonly leastBytes: number
  readonly mostBytes: number
}

/** From the smallest to the largest that could be chosen; null where the hub tells no size. */
export function sizesOf(
  artifacts: readonly Pick<Artifact, 'sizeBytes' | 'files'>[],
  file: string | null,
): Sizes | null {
  const named = artifacts.filter(({ files }) => files.some(({ path }) => path === file))
  const sizes = (named.length > 0 ? named : artifacts).flatMap(({ sizeBytes }) => sizeBytes ?? [])
  return sizes.length === 0 ? null : { leastBytes: Math.min(...sizes), mostBytes: Math.max(...sizes) }
}
