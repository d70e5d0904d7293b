/**
 * What a probe saw, before anybody interprets it: the text of one tool or a set of small files. A folder of
 * these is a capture of a machine; interpreting it gives the same answer as interpreting the machine itself.
 */
export interface Capture {
  /** `nvidia-smi.csv`: the tool and the form of its output. */
  readonly file: string
  readonly text: string
  readonly outcome: Outcome
}

export type Outcome =
  /** The tool ended; not every tool says 0 when it has something to say. */
  | { readonly kind: 'ran'; readonly exitCode: number | null }
  | { readonly kind: 'absent' }
  | { readonly kind: 'timeout'; readonly afterMs: number }
  | { readonly kind: 'too-large'; readonly limitBytes: number }
  | { readonly kind: 'not-runnable'; readonly why: string }

export const RAN: Outcome = { kind: 'ran', exitCode: 0 }

export const capture = (file: string, value: unknown): Capture => ({
  file,
  text: typeof value === 'string' ? value : JSON.stringify(value, null, 1),
  outcome: RAN,
})
