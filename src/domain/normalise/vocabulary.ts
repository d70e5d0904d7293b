/** The hub's own words for tasks and libraries, where a record has them only among its tags. */

/**
 * Tasks that say more than text, or other than text, come out of it: such a tag beats `text-generation` beside it.
 * Tasks that a text generator is often tagged with as well (`summarization`, `question-answering` …) do not.
 */
const otherTasks = [
  'any-to-any',
  'audio-classification',
  'audio-text-to-text',
  'audio-to-audio',
  'automatic-speech-recognition',
  'depth-estimation',
  'document-question-answering',
  'image-classification',
  'image-feature-extraction',
  'image-segmentation',
  'image-text-to-text',
  'image-text-to-image',
  'image-text-to-video',
  'image-to-3d',
  'image-to-text',
  'image-to-video',
  'keypoint-detection',
  'mask-generation',
  'object-detection',
  'robotics',
  'text-to-3d',
  'text-to-audio',
  'text-to-speech',
  'text-to-video',
  'time-series-forecasting',
  'unconditional-image-generation',
  'video-classification',
  'video-text-to-text',
  'video-to-video',
  'visual-question-answering',
  'voice-activity-detection',
  'zero-shot-image-classification',
  'zero-shot-object-detection',
] as const

/** Best first: the first of these among the tags is the task. */
export const tasksByWeight: readonly string[] = [
  ...otherTasks,
  'text-to-image',
  'image-to-image',
  'text-generation',
  'text2text-generation',
  'feature-extraction',
  'sentence-similarity',
  'text-ranking',
  'text-classification',
  'token-classification',
  'zero-shot-classification',
  'fill-mask',
  'question-answering',
  'table-question-answering',
  'summarization',
  'translation',
  'tabular-classification',
  'tabular-regression',
  'reinforcement-learning',
  'graph-ml',
]

/** Best first: a library that loads in its own way beats the general one beside it. */
export const librariesByWeight: readonly string[] = [
  'peft',
  'adapter-transformers',
  'mlx',
  'sentence-transformers',
  'transformers.js',
  'ctranslate2',
  'nemo',
  'timm',
  'open_clip',
  'setfit',
  'span-marker',
  'flair',
  'spacy',
  'keras',
  'espnet',
  'speechbrain',
  'pyannote-audio',
  'fairseq',
  'diffusion-single-file',
  'diffusers',
  'transformers',
]

/** The two-letter tags that are languages, as the hub writes them. */
export const languageCodes: ReadonlySet<string> = new Set(
  (
    'aa ab af ak am ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cs cu cv cy da de dv dz ee el en eo es et ' +
    'eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj ' +
    'kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no ' +
    'nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta ' +
    'te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu'
  ).split(' '),
)
