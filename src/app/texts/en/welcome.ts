export const welcome = {
  title: 'Welcome to rbee Marketplace',
  lead: 'It shows models that will really run on this machine, and puts them there with one click.',
}
