/** Licences in groups that people choose by. A grouping for finding models, not legal advice. */
export const licenceGroups = ['permissive', 'copyleft', 'creative-commons', 'ai-specific', 'other'] as const
export type LicenceGroup = (typeof licenceGroups)[number]

const permissive =
  /^(apache|mit|bsd|isc|zlib|unlicense|wtfpl|cc0|artistic|ms-pl|ecl|ncsa|postgresql|bsl|0bsd|pddl|odc-by|cdla-permissive)/
const copyleft = /^(l?gpl|agpl|mpl|eupl|epl|osl|ofl|lgpl|odbl|cdla-sharing|gfdl|cecill|etalab)/
const aiSpecific =
  /openrail|^(llama|gemma|deepseek|qwen|tongyi|falcon|bigscience|bigcode|stabilityai|stable-|flux|apple-|nvidia|jamba|lfm|intel-research|grok|hunyuan|mrl|mnpl|cohere|yi|glm|open-mdw|openmdw|h-research|exaone)/

export function licenceGroup(licence: string | null): LicenceGroup | null {
  if (licence === null || licence === '' || licence === 'unknown') return null
  const name = licence.toLowerCase()
  if (permissive.test(name)) return 'permissive'
  if (copyleft.test(name)) return 'copyleft'
  if (name.startsWith('cc-')) return 'creative-commons'
  return aiSpecific.test(name) ? 'ai-specific' : 'other'
}
