export const palette = {
  title: 'Find anything',
  short: 'Find',
  placeholder: 'Search models and commands',
  commands: 'Commands',
  go: (place: string) => `Go to ${place}`,
  theme: (name: string) => `Theme: ${name}`,
  search: (text: string) => `Search for “${text}”`,
  nothing: 'Nothing found.',
}
