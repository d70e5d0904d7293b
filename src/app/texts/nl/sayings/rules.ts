import type { Format } from '#domain/model'
import type { rules as english } from '#domain/sayings/english/rules'
import { grouped, listed, type Chosen } from '#domain/sayings/values'

const all = (words: readonly string[]): string => listed(words, 'en')

const formats: Readonly<Record<Format, string>> = {
  safetensors: 'safetensors',
  gguf: 'GGUF',
  pickle: 'PyTorch-pickle',
  onnx: 'ONNX',
  mlx: 'MLX',
  keras: 'Keras',
  flax: 'Flax',
  coreml: 'Core ML',
  diffusers: 'een diffusers-archief',
  other: 'een vorm waarvan niet bekend is of ze veilig is',
}

const whys: Readonly<Record<Chosen['why'], string>> = {
  only: 'De enige die je workers kunnen draaien.',
  poor: 'Grotere passen hier niet; de kwaliteit is merkbaar lager.',
  'best-that-fits': 'De beste kwaliteit die past.',
  best: 'De beste kwaliteit die er is.',
  'as-good': 'Even goed als de grotere, en kleiner.',
}
const places: Readonly<Record<Chosen['place'], string>> = {
  gpu: 'Het past in het geheugen van de GPU.',
  partial: 'Een deel blijft in het werkgeheugen, en dat maakt het langzamer.',
  cpu: 'Het past in het werkgeheugen.',
  unknown: 'Nog niet alles van het geheugen dat het vraagt is bekend.',
  'too-large': 'Het past niet.',
}
const gibibytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1).replace('.', ',')} GiB`

export const rules: typeof english = {
  note: ({ nl }) => nl,

  'unavailable-disabled': 'De hub heeft het uitgeschakeld.',
  'unavailable-archived': 'De maker heeft het gearchiveerd: het kan niet meer gedownload worden.',
  'unavailable-taken-down': 'De hub heeft het verwijderd.',
  'unavailable-deleted': 'De hub heeft het niet meer.',
  'unavailable-not-public': 'Het is niet gepubliceerd.',
  'unavailable-not-downloadable': 'De hub laat niemand het downloaden.',
  'holds-nothing': 'Er zit niets in dat gedownload en gedraaid kan worden.',
  'hub-other': ({ worker, hub }) => `De ${worker} neemt geen modellen van ${hub}.`,
  'no-worker': 'Er is geen worker geïnstalleerd die het zou kunnen draaien.',
  'install-worker': ({ id }) => `Installeer ${id}, die kan het draaien.`,

  'private-model': 'Het is privé.',
  'add-token-that-may': 'Voeg bij de instellingen een toegangstoken toe dat het mag lezen.',
  'terms-asked': 'De maker vraagt je voorwaarden te aanvaarden voor je downloadt.',
  'terms-by-hand':
    'De maker vraagt je voorwaarden te aanvaarden voor je downloadt, en beantwoordt elk verzoek zelf.',
  'accept-terms': ({ url }) =>
    `Aanvaard de voorwaarden op ${url}, en voeg dan bij de instellingen je toegangstoken toe.`,

  pickle: 'De gewichten zijn picklebestanden, en die kunnen bij het laden elke code uitvoeren.',
  'format-unreadable': ({ worker, format }) => `De ${worker} kan ${formats[format]} niet lezen.`,
  'format-declared': ({ format }) => `Deze worker zegt dat hij ${formats[format]} leest.`,
  'format-planned': ({ format }) => `${formats[format]} staat op de planning.`,
  planned: ({ name }) => `${name} staat op de planning.`,
  'made-from': ({ model }) => `Gebruik ${model}, waarvan het gemaakt is.`,

  'task-unsaid': ({ worker, tasks }) =>
    `Het zegt niet wat het doet; de ${worker} draait alleen ${all(tasks)}.`,
  'task-other': ({ task, worker, tasks }) => `De taak is ${task}; de ${worker} draait alleen ${all(tasks)}.`,
  'library-unsaid': ({ worker, libraries }) =>
    `Het zegt niet voor welke bibliotheek het is; de ${worker} laadt modellen van ${all(libraries)}.`,
  'library-other': ({ library, worker, libraries }) =>
    `Het is gemaakt voor ${library}; de ${worker} laadt modellen van ${all(libraries)}.`,

  'adapter-alone': 'Het is een adapter zonder het model waar hij bij hoort.',
  'adapter-base': ({ model }) => `Gebruik ${model}, dat hij aanpast, of een samengevoegd model.`,
  'adapter-merged': 'Kies een model waarin de adapter al is opgenomen.',
  'lora-alone': 'Het is een LoRA of een andere adapter, geen hele pipeline.',
  'lora-base': ({ model }) => `Gebruik ${model}, dat hij aanpast.`,
  'whole-pipeline': 'Kies een hele pipeline.',

  quantised: ({ method, worker }) =>
    `De gewichten zijn gekwantiseerd${method === null ? '' : ` (${method})`}; de ${worker} leest alleen gewone safetensors.`,
  'quantised-from': ({ model }) => `Gebruik ${model}, waarvan het gekwantiseerd is.`,
  'choose-original': 'Kies het model waarvan het gekwantiseerd is.',
  'remote-code': 'Het draait alleen met eigen programmacode, en die laden workers niet.',

  'kind-unknown': ({ worker, kinds }) =>
    `Niets zegt wat voor model het is; de ${worker} draait modellen van de soorten ${all(kinds)}.`,
  'kind-contradiction': ({ names }) => `De tags of de naam spreken elkaar tegen: ${all(names)}.`,
  'kind-declared': ({ name }) => `Deze worker zegt dat hij ${name}-modellen draait. Dat is niet getest.`,
  'kind-undeclared': ({ name }) => `Deze worker zegt dat hij geen ${name}-modellen draait.`,
  'kind-tagged': ({ name, worker, kinds }) =>
    `De tags of de naam zeggen ‘${name}’; de ${worker} draait modellen van de soorten ${all(kinds)}.`,
  'kind-other': ({ name, worker, kinds }) =>
    `Het is een ${name}-model; de ${worker} draait modellen van de soorten ${all(kinds)}.`,
  'kind-known': ({ name, worker }) => `Het is een ${name}-model, een soort die de ${worker} kent.`,
  'kind-tested': ({ name, format, worker }) =>
    `Een ${name}-model in ${formats[format]}: getest met de ${worker}.`,
  'kind-expected': ({ name, format, worker }) =>
    `Een ${name}-model in ${formats[format]}: volgens de specificatie zou het met de ${worker} moeten werken.`,
  'kind-from-tags': ({ name }) => `Dat het een ${name}-model is, is alleen bekend van de tags.`,
  'kind-from-name': ({ name }) => `Dat het een ${name}-model is, is alleen bekend van de naam.`,
  'context-truncated': ({ context, most }) =>
    `De context van ${grouped(context, '.')} tokens wordt afgekapt op ${grouped(most, '.')}.`,

  'pipeline-unsaid': 'Het zegt niet welke pipeline het is.',
  'pipeline-other': ({ name, worker }) => `De ${worker} draait geen ${name}.`,
  'pipeline-tested': ({ name, worker }) => `Een ${name}-pipeline in safetensors: getest met de ${worker}.`,

  'type-unsaid': ({ worker, types }) =>
    `Het zegt niet van welk type het is; de ${worker} gebruikt alleen ${all(types)}.`,
  'type-other': ({ type, worker, types }) =>
    `Het type is ${type}; de ${worker} gebruikt alleen ${all(types)}.`,
  'base-unsaid': ({ worker }) =>
    `Het zegt niet voor welk basismodel het gemaakt is; dat draait de ${worker} niet.`,
  'base-other': ({ base, worker }) => `Het is gemaakt voor ${base}, en dat draait de ${worker} niet.`,
  'checkpoint-tested': ({ base, worker }) =>
    `Een checkpoint van ${base} in safetensors: getest met de ${worker}.`,
  'base-kind-untested': ({ kind }) => `Het is van de soort ${kind}, en die is niet getest.`,
  'role-unsaid': 'De hub zegt niet wat dit bestand is; nodig is het model zelf.',
  'role-other': ({ role }) => `Dit bestand heeft een ander doel (${role}); nodig is het model zelf.`,
  'same-version': ({ file }) => `Gebruik ${file} van dezelfde versie.`,
  'other-version': ({ version }) => `Gebruik versie ${version}, die heeft safetensors.`,
  'scan-pending': 'De hub is nog niet klaar met het scannen van dit bestand.',
  'scan-danger': 'De hub vond iets gevaarlijks in dit bestand.',
  'scan-error': 'De hub kon dit bestand niet scannen, dus niemand weet of het veilig is.',
  'buy-first': 'Het moet gekocht worden voor het gedownload kan worden.',
  'buy-first-until': ({ day }) => `Tot ${day} moet het gekocht worden voor het gedownload kan worden.`,
  buy: 'Koop het op zijn pagina, of kies een andere versie.',

  'best-choice': ({ why, place }) => `${whys[why]} ${places[place]}`,
  'smallest-needs': ({ needBytes, capacityBytes }) =>
    `Zelfs de kleinste vraagt ${gibibytes(needBytes)}; hier is er ${gibibytes(capacityBytes)} voor.`,
  'smallest-needs-at-least': ({ needBytes, capacityBytes }) =>
    `Zelfs de kleinste vraagt minstens ${gibibytes(needBytes)}; hier is er ${gibibytes(capacityBytes)} voor.`,
}
