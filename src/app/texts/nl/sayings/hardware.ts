import type { hardware as english } from '#domain/sayings/english/hardware'
import { type ToolAnswer, withDetail } from '#domain/sayings/values'

const told = (sentence: string) => (answer: ToolAnswer) => withDetail(sentence, answer)
const toolTold = (after: string) => (answer: ToolAnswer) =>
  withDetail(`${answer.tool ?? 'Een hulpprogramma'} ${after}`, answer)

export const hardware: typeof english = {
  'nvidia-driver-missing': told('Er is een NVIDIA-kaart, maar geen NVIDIA-stuurprogramma.'),
  'nvidia-driver-missing.cure': 'Installeer het NVIDIA-stuurprogramma van je systeem, en herstart dan.',
  'nvidia-driver-not-loaded': told(
    'Het NVIDIA-stuurprogramma draait niet, dus de kaart kan niet gebruikt worden.',
  ),
  'nvidia-driver-not-loaded.cure':
    'Herstart. Helpt dat niet, installeer het stuurprogramma dan opnieuw; met Secure Boot aan moet de module ondertekend zijn.',
  'nvidia-driver-library-mismatch': told(
    'Het NVIDIA-stuurprogramma is bijgewerkt, maar het oude draait nog.',
  ),
  'nvidia-driver-library-mismatch.cure': 'Herstart deze computer.',
  'nvidia-device-handle': told('Het NVIDIA-stuurprogramma is het contact met een kaart kwijt.'),
  'nvidia-device-handle.cure':
    'Herstart deze computer. Gebeurt het weer, controleer dan of de kaart goed zit en stroom krijgt.',
  'nvidia-gpu-lost': told('Een NVIDIA-kaart antwoordt niet meer.'),
  'nvidia-gpu-lost.cure':
    'Herstart deze computer. Gebeurt het weer, controleer dan de stroom en de temperatuur van de kaart.',
  'nvidia-no-devices': told('Het NVIDIA-stuurprogramma draait, maar vindt geen kaart die het ondersteunt.'),
  'nvidia-no-devices.cure':
    'Installeer het stuurprogramma voor deze kaart (nieuwe kaarten vragen de open kernelmodules), en zet in de firmware ‘Above 4G decoding’ aan.',
  'nvidia-library-missing': told('Er ontbreekt een deel van het NVIDIA-stuurprogramma (libnvidia-ml).'),
  'nvidia-library-missing.cure':
    'Installeer het NVIDIA-stuurprogramma opnieuw. Geef een sandbox of container toegang tot het stuurprogramma.',
  'nvidia-permission': told('Deze gebruiker mag de NVIDIA-kaart niet gebruiken.'),
  'nvidia-permission.cure': 'Voeg jezelf toe aan de groep ‘video’, en meld je dan opnieuw aan.',
  'nvidia-blocked': told('Het systeem houdt de NVIDIA-kaart weg van deze omgeving.'),
  'nvidia-blocked.cure':
    'Werk het NVIDIA-stuurprogramma van Windows en WSL bij (wsl --update), en herstart dan.',
  'nvidia-nvml-failed': told('Het NVIDIA-stuurprogramma kon niet gestart worden.'),
  'nvidia-nvml-failed.cure': 'Herstart. Start een container opnieuw met toegang tot de GPU.',
  'nvidia-no-cuda-on-host': told(
    'Dit NVIDIA-stuurprogramma deelt kaarten met virtuele machines en heeft zelf geen CUDA.',
  ),
  'nvidia-no-cuda-on-host.cure':
    'Draai de workers in een virtuele machine, of installeer het gewone stuurprogramma.',
  'nvidia-mig-no-slice': told('De kaart staat op MIG, maar er is geen deel van gemaakt.'),
  'nvidia-mig-no-slice.cure':
    'Maak een MIG-instantie (nvidia-smi mig -cgi …), of zet MIG uit (nvidia-smi -mig 0).',
  'amd-device-permission': told('Deze gebruiker mag de AMD-kaart niet gebruiken.'),
  'amd-device-permission.cure': 'Voer uit: sudo usermod -aG render,video $USER, en meld je dan opnieuw aan.',
  'amd-driver-not-loaded': told('Het AMD-stuurprogramma (amdgpu) draait niet.'),
  'amd-driver-not-loaded.cure':
    'Herstart, of installeer het amdgpu-stuurprogramma van je systeem; zonder AMD-kaart is er niets aan de hand.',
  'amd-kernel-too-old': told(
    'Deze kernel laat ROCm maar ongeveer 15,5 GB van het gedeelde geheugen gebruiken.',
  ),
  'amd-kernel-too-old.cure': 'Werk bij naar Linux 6.16.9 of nieuwer.',
  'gpu-driver-missing': told('Er is een grafische kaart waar geen stuurprogramma voor is.'),
  'gpu-driver-missing.cure': 'Installeer het stuurprogramma, of neem haar terug van een virtuele machine.',
  'gpu-memory-unknown': (answer) =>
    withDetail(`Niets zegt hoeveel geheugen ${answer.tool ?? 'een kaart'} heeft.`, answer),
  'gpu-memory-unknown.cure': 'Weet je het, vul het dan in op de pagina ‘Deze computer’.',
  'tool-timeout': toolTold('antwoordde niet op tijd.'),
  'tool-timeout.cure':
    'Kijk opnieuw. Blijft het hangen, herstart dan: misschien zit een stuurprogramma vast.',
  'tool-unreadable': toolTold('antwoordde iets wat niet te begrijpen is.'),
  'tool-unreadable.cure':
    'Installeer het opnieuw of werk het bij; wat het gezegd zou hebben blijft onbekend.',
  'tool-too-large': toolTold('antwoordde veel te veel; dat antwoord is weggegooid.'),
  'tool-too-large.cure': 'Installeer het opnieuw of werk het bij; wat het gezegd zou hebben blijft onbekend.',
  'tool-not-runnable': toolTold('is er, maar kan niet uitgevoerd worden.'),
  'tool-not-runnable.cure': 'Installeer het opnieuw, of haal het uit PATH.',
  'tool-failed': toolTold('eindigde met een fout.'),
  'tool-failed.cure': 'Voer het zelf uit om meer te zien; wat het gezegd zou hebben blijft onbekend.',
}
