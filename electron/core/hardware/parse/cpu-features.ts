/** The instruction sets that decide which build of a worker runs, under one name whatever the system calls them. */
const NAMES: Readonly<Record<string, string>> = {
  ...same(
    'sse4_1 sse4_2 avx avx2 f16c fma bmi2 avx512f avx512bw avx512vl avx512_vnni avx512_bf16 avx_vnni amx_int8 amx_bf16',
  ),
  ...same('i8mm bf16 sve sve2 sme'),
  'sse4.1': 'sse4_1',
  'sse4.2': 'sse4_2',
  'avx1.0': 'avx',
  asimd: 'neon',
  asimddp: 'dotprod',
  asimdhp: 'fp16',
}

function same(words: string): Record<string, string> {
  return Object.fromEntries(words.split(' ').map((word) => [word, word]))
}

export const knownFeatures = (words: string): string[] => [
  ...new Set(words.split(/[\s,]+/).flatMap((word) => NAMES[word.toLowerCase()] ?? [])),
]
