import type { downloads as english } from '#domain/sayings/english/downloads'
import { gigabytes } from '#domain/sayings/values'

export const downloads: typeof english = {
  'no-tokenizer': 'Er is geen tokenizer.json bij, en een andere tokenizer leest de LLM-worker niet.',
  'too-large-here': 'Het vraagt meer geheugen dan deze computer heeft.',
  'terms-by-person': 'De maker geeft ieder apart toegang. Vraag die eerst op de pagina.',
  'terms-first': 'De voorwaarden moeten eerst op de pagina aanvaard worden.',
  'private-access': 'Dit model is privé. Alleen accounts met toegang kunnen het ophalen.',
  'add-token': 'Voeg bij Instellingen een token toe, zodat de hub weet wie je bent.',
  'licence-conditions': ({ licence }) => `De licentie (${licence}) stelt voorwaarden aan het gebruik.`,
  'disk-lacks': ({ bytes }) =>
    `De schijf komt ${gigabytes(bytes, ',')} tekort voor dit en voor wat in de wachtrij staat.`,
  'size-unsaid': 'De hub zegt niet hoe groot het is.',
  'no-checksum': 'De hub noemt geen controlesom voor de gewichten, dus ze zijn niet te controleren.',
  'gguf-no-tokenizer': 'Dit bestand heeft geen tokenizer: de LLM-worker kan het niet laden.',
  'gguf-no-scores':
    'Dit bestand heeft geen tokenscores. Deze versie van de LLM-worker vraagt erom en weigert het misschien.',

  'plan-no-files': 'De hub noemt geen gewichten die een worker kan lezen.',
  'plan-no-safe-format': 'Alleen safetensors en GGUF worden opgehaald.',
  'plan-no-revision': 'De hub zegt niet welke versie dit is.',
  'plan-unsafe-path': ({ path }) =>
    `Een bestand van dit model heeft een naam die niet veilig geschreven kan worden: ${path}`,
  'plan-colliding-paths': ({ paths }) =>
    `Bestanden van dit model zouden elkaar overschrijven: ${paths.join(', ')}`,
  'plan-folder-taken': ({ folder }) => `In ${folder} staat al een ander model.`,
  'plan-bad-id': 'De id van dit model is er geen van een hub.',

  'import-other-files': 'Alleen .safetensors en .gguf kunnen opgenomen worden.',
  'not-a-model-folder': 'Dit is geen modelmap.',
  'not-a-models-folder': 'Deze map is er geen van een model.',
  'target-taken': ({ target }) => `${target} is er al.`,
  'entry-too-old': 'De beschrijving ervan is te oud of te beschadigd om te verplaatsen.',
  'being-downloaded': 'Dit model wordt net gedownload.',
  'token-characters': 'Een token heeft geen spaties of bijzondere tekens.',

  'file-not-gguf': 'Het is geen GGUF-bestand.',
  'file-cut-off': 'Het is afgebroken.',
  'file-tensors-beyond': 'De tensors passen niet in het bestand.',
  'file-metadata': ({ detail }) => `De metadata zijn niet te lezen: ${detail}`,
  'file-header-beyond': 'De kop past niet in het bestand.',
  'file-header': 'De kop is niet te lezen.',
  'file-tensor': ({ name }) => `De tensor ${name} is niet goed beschreven.`,
  'file-tensor-gaps': 'De tensors overlappen of laten gaten.',
  'file-tensor-length': 'Een tensor is niet zo lang als zijn vorm zegt.',
  'file-tensors-short': 'De tensors vullen het bestand niet.',

  'entry-unreadable': ({ folder, code }) => `metadata.json van ${folder} is niet te lezen (${code}).`,
  'entry-too-large': 'metadata.json is te groot om er een te zijn.',
  'entry-not-json': 'metadata.json is afgebroken of is geen JSON.',
  'entry-lacks': ({ field }) => `In metadata.json ontbreekt wat er moet staan: ${field}.`,
}
