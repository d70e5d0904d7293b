/** What goes wrong with the bytes of one answer. */
export type Tamper =
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** Sends so much and then nothing, ever. */
  | { readonly kind: 'hang'; readonly afterBytes: number }
  | { readonly kind: 'drip'; readonly bytesPerSecond: number }
  | { readonly kind: 'etag'; readonly etag: string }
  /** The file is another one now. */
  | { readonly kind: 'replace'; readonly bytes: Buffer; readonly etag: string }
  | { readonly kind: 'ignore-range' }
  | { readonly kind: 'wrong-range' }
  /** Without a length: ends the body early, or goes on behind its end. */
  | { readonly kind: 'short'; readonly missingBytes: number }
  | { readonly kind: 'long'; readonly extraBytes: number }
  /** One byte is not what it should be. */
  | { readonly kind: 'corrupt'; readonly at: number }
  | { readonly kind: 'unsatisfiable' }
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'html' }
  | { readonly kind: 'gzip' }
  | { readonly kind: 'circle' }
