import type { workers as english } from '#domain/sayings/english/workers'
import { listed, type OfGpu, platformNames } from '#domain/sayings/values'
import type { BinaryArchitecture } from '#domain/worker-binary'

const architectures: { readonly [architecture in BinaryArchitecture]: string } = {
  x86_64: 'x86_64 (Intel of AMD, 64 bit)',
  aarch64: 'aarch64 (ARM, 64 bit)',
  x86: 'x86 (32 bit)',
  arm: 'ARM (32 bit)',
  other: 'een ander soort CPU',
}

const named = ({ gpu }: OfGpu): string => gpu ?? 'De grafische kaart'

export const workers: typeof english = {
  'worker-installing': 'Hij wordt nog geïnstalleerd.',
  'wait-for-rbee': 'Wacht tot rbee klaar is.',
  'worker-install-failed': 'De installatie is mislukt.',
  'worker-install-failed-with': ({ error }) => `De installatie is mislukt: ${error}`,
  'install-again': 'Installeer hem opnieuw.',
  'worker-missing': ({ path }) => `Het bestand is weg: ${path}`,
  'worker-unreadable': 'Het bestand mag niet gelezen worden.',
  'give-read-access': ({ path }) => `Geef jezelf leesrecht op ${path}.`,
  'worker-empty': 'Het bestand is leeg.',
  'worker-no-program': 'Het bestand is geen programma.',
  'worker-cut-short': ({ sizeBytes, needBytes }) =>
    `Het bestand is afgebroken: ${sizeBytes} van minstens ${needBytes} bytes.`,
  'worker-not-executable': 'Het bestand is niet als uitvoerbaar gemarkeerd.',
  'run-command': ({ command }) => `Voer uit: ${command}`,
  'worker-script-on-windows': 'Dit is een script dat Windows niet kan uitvoeren.',
  'made-for-platform': ({ platform }) => `Hij is gemaakt voor ${platformNames[platform]}.`,
  'install-for-platform': ({ platform }) => `Installeer de uitvoering voor ${platformNames[platform]}.`,
  'made-for-intel-macs': 'Hij is gemaakt voor Macs met Intel en heeft Rosetta nodig.',
  'install-rosetta':
    'Installeer de uitvoering voor Apple Silicon, of voer uit: softwareupdate --install-rosetta',
  'made-for-architecture': ({ built, machine }) =>
    `Hij is gemaakt voor ${listed(
      built.map((name) => architectures[name]),
      'en',
    )}. Deze computer is ${architectures[machine]}.`,
  'install-for-architecture': ({ architecture }) =>
    `Installeer de uitvoering voor ${architectures[architecture]}.`,
  'worker-unrecognised': 'Hij heet als een worker, maar gedraagt zich niet zo.',
  'install-again-or-remove': 'Installeer hem opnieuw, of verwijder het bestand.',
  'hardware-unknown': 'Deze computer wordt nog bekeken.',
  'translated-no-gpu': 'Een vertaald programma kan de GPU niet gebruiken.',
  'cpu-too-old': 'Hij gebruikt instructies die deze CPU niet heeft.',
  'build-for-old-cpus':
    'Installeer een uitvoering voor oudere CPU’s, of bouw hem op deze computer vanaf de broncode.',
  'library-missing': ({ library }) => `Een bibliotheek die hij nodig heeft ontbreekt: ${library}`,
  'some-library-missing': 'Een bibliotheek of interpreter die hij nodig heeft ontbreekt.',
  'install-libraries':
    'Installeer wat hij nodig heeft (voor CUDA: de runtimebibliotheken van CUDA), en kijk dan opnieuw.',

  'needs-nvidia': 'Vraagt een grafische kaart van NVIDIA die CUDA kan gebruiken. Er is er geen gevonden.',
  'nvidia-silent': (gpu) => `${named(gpu)} is er, maar het stuurprogramma antwoordt niet.`,
  'install-nvidia-driver':
    'Installeer het NVIDIA-stuurprogramma, of herstart de computer als dat net gebeurd is.',
  'needs-cuda': ({ need, have }) =>
    `Vraagt een NVIDIA-stuurprogramma dat CUDA ${need} draait. Dat van jou draait CUDA ${have}.`,
  'needs-nvidia-driver': ({ need, have }) =>
    `Vraagt NVIDIA-stuurprogramma ${need} of nieuwer. Jij hebt ${have}.`,
  'update-nvidia-driver': ({ need }) => `Werk het NVIDIA-stuurprogramma bij naar ${need} of nieuwer.`,
  'needs-compute': ({ need, gpu, have }) =>
    `Vraagt een NVIDIA-kaart met rekenniveau (compute capability) ${need} of hoger. ${named({ gpu })} heeft ${have}.`,
  'use-cpu-worker': 'Gebruik in plaats daarvan de CPU-worker.',
  'needs-apple': 'Vraagt een Mac met Apple Silicon (M1 of nieuwer).',
  'needs-metal': 'Vraagt Metal, en dat antwoordt niet op deze Mac.',
  'needs-amd': 'Vraagt een grafische kaart van AMD die ROCm ondersteunt. Er is er geen gevonden.',
  'gfx-unknown': ({ gpu }) =>
    `Welk ROCm-doel ${gpu ?? 'de grafische kaart'} heeft, was niet vast te stellen.`,
  'gfx-unsupported': (gpu) => `${named(gpu)} wordt niet ondersteund door de ROCm-uitvoering van deze worker.`,
  'install-amd-driver': 'Installeer het AMD-stuurprogramma (amdgpu), en kijk dan opnieuw.',
  'rocm-silent': (gpu) => `${named(gpu)} is er, maar ROCm kan hem niet gebruiken.`,
  'install-amd-driver-groups':
    'Installeer het AMD-stuurprogramma (amdgpu), en voeg je gebruiker toe aan de groepen ‘render’ en ‘video’.',

  'folder-silent': ({ folder }) => `Deze map antwoordt niet: ${folder}`,
  'reconnect-folder': 'Verbind de schijf of netwerkplek opnieuw waar ze op staat, en kijk dan opnieuw.',
  'folder-gone': ({ folder }) => `Deze map is er niet meer: ${folder}`,
  'put-folder-back': 'Haal haar uit de lijst, of zet haar terug.',
  'folder-unreadable': ({ folder, code }) => `Deze map kan niet gelezen worden (${code}): ${folder}`,
  'give-folder-access': 'Geef jezelf er leesrecht op.',
  'entry-damaged': ({ file }) => `De aantekening van rbee over een worker is onleesbaar: ${file}`,
  'install-or-delete': 'Installeer die worker opnieuw met rbee, of wis het bestand.',
}
