export const matrix = {
  lead: 'What each worker would make of every model of the current filter.',
}
