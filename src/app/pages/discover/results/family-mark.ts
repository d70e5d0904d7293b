/** Hues far from honey and from the verdict colours' meaning, only lightly tinted: they tell families apart, no more. */
const hues: Readonly<Record<string, number>> = {
  llama: 265,
  mistral: 45,
  mixtral: 45,
  phi: 200,
  qwen: 300,
  gemma: 235,
  stable: 340,
  flux: 160,
}

const familyOf = (architecture: string): string | undefined =>
  Object.keys(hues).find((family) => architecture.toLowerCase().startsWith(family))

export const familyHue = (architecture: string | null): number =>
  hues[(architecture !== null && familyOf(architecture)) || ''] ?? 80

/** Two letters: "Ll", "Qw", "SD" for Stable Diffusion pipelines, "XL" for the large ones. */
export function familyMark(name: string): string {
  if (/^stable ?diffusion ?xl/i.test(name)) return 'XL'
  if (/^stable ?diffusion/i.test(name)) return 'SD'
  const letters = name.replaceAll(/[^\p{L}\p{N}]/gu, '')
  return letters.slice(0, 1).toUpperCase() + letters.slice(1, 2).toLowerCase()
}
