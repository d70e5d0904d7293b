import type { Texts } from '../en.ts'

export const matrix: Texts['matrix'] = {
  label: 'Modellen en workers',
  model: 'Model',
  notInstalled: 'niet geïnstalleerd',
  tooLarge: 'Te groot',
  cell: (model, worker, verdict) => `${model}, ${worker}: ${verdict}`,
  hint: 'Wijs een vakje aan, of beweeg met de pijltjes, om te lezen waarom.',
  toDiscover: 'Als kaarten tonen',
  exportAs: 'Exporteren',
  formats: { csv: 'Tabel (CSV)', json: 'Gegevens (JSON)', png: 'Beeld (PNG)' },
  exporting: (done, all) => `${done} van ${all} gelezen…`,
  exported: (count) => `${count} modellen geëxporteerd`,
  exportedPart: (count, all) => `De eerste ${count} van ${all} modellen geëxporteerd`,
  fileName: 'compatibiliteit',
  columns: { id: 'id', name: 'model', author: 'auteur', source: 'bron' },
}
