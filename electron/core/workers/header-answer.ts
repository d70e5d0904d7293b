import type { BinaryFile, Header } from '#domain/worker-binary'

export type HeaderAnswer =
  | { readonly kind: 'program'; readonly header: Header }
  | Extract<BinaryFile, { readonly kind: 'cut-short' }>
  | { readonly kind: 'empty' | 'not-a-program' }

export const notAProgram: HeaderAnswer = { kind: 'not-a-program' }

/** A program of `needBytes`, unless the file ends before. */
export const whole = (header: Header, sizeBytes: number, needBytes: number): HeaderAnswer =>
  needBytes > sizeBytes ? { kind: 'cut-short', sizeBytes, needBytes } : { kind: 'program', header }
