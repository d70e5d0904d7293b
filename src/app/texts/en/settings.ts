export const settings = {
  appearance: {
    title: 'Appearance',
    theme: 'Theme',
    system: 'As the system',
    light: 'Light',
    dark: 'Dark',
    language: 'Language',
  },
}
