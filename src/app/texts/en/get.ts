export const get = {
  get: 'Get',
  named: (word: string, name: string) => `${word}: ${name}`,
}
