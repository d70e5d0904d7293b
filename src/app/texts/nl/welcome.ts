import type { Texts } from '../en.ts'

export const welcome: Texts['welcome'] = {
  step: (step, steps) => `Stap ${step} van ${steps}`,
  skip: 'Overslaan',
  back: 'Terug',
  next: 'Verder',
  machine: {
    title: 'Dit is je computer',
    lead: 'Elk model wordt ermee vergeleken, zodat je alleen ziet wat hier echt draait.',
    looking: 'Er wordt nog gekeken…',
    processor: 'Processor',
    memory: 'Werkgeheugen',
    noGpu: 'Geen grafische kaart: modellen draaien op de processor.',
    unusable: 'nu niet bruikbaar',
    correct: 'Klopt er iets niet? Verbeter het onder ‘Deze computer’.',
  },
  workers: {
    title: 'Deze workers draaien hier modellen',
    lead: 'Een worker is het programma dat een model draait. De app volgt wat je installeert.',
    missingTitle: 'Er ontbreekt één ding: een worker',
    missingLead:
      'Een worker is het programma dat een model draait. Plak een opdracht in een terminal; de worker verschijnt hier vanzelf.',
    lookAround: 'Toch rondkijken',
    lookAroundHint: 'Toont wat er zou draaien als je deze workers had.',
    none: 'Er is nog geen worker voor deze computer.',
  },
  models: {
    title: 'Hier zijn modellen ervoor',
    whatIfTitle: 'Deze zouden hier draaien',
    lead: (count) => `${count} modellen draaien op deze computer. Een paar die veel mensen gebruiken:`,
    whatIfLead: (count, workers) => `${count} modellen zouden draaien met ${workers}.`,
    opening: 'De catalogus wordt uitgepakt. De eerste modellen verschijnen zo.',
    none: 'Geen van de modellen die nu bekend zijn draait hier. Ontdekken vertelt waarom, en wat zou helpen.',
    all: 'Alle modellen tonen',
  },
}
