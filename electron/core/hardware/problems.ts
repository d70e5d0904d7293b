/** Everything that can stand between us and the hardware, with what to do about it. */
import type { HardwareProblem } from '#contract/hardware'
import { problemWith, say, type SayingId } from '#domain/sayings/saying'

/** The codes that have a sentence with a cure. */
export type ProblemCode = { [Id in SayingId]: Id extends `${infer Code}.cure` ? Code : never }[SayingId]

export interface ProblemNote {
  readonly code: ProblemCode
  /** Which tool, where the code is about one. */
  readonly tool?: string
  /** What the tool itself said, for the curious. */
  readonly detail: string | null
}

/** One problem a code and tool, however many sources tell of it. */
export function wordProblems(notes: readonly ProblemNote[]): HardwareProblem[] {
  const once = new Map(notes.map((note) => [`${note.code} ${note.tool ?? ''}`, note]))
  return [...once.values()].map(({ code, tool = null, detail }) =>
    problemWith(code, say(code, { tool, detail }), say(`${code}.cure`)),
  )
}
