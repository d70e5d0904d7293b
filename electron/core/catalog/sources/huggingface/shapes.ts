/** What we rely on in HuggingFace's answers. Fields that we do not know pass; absent ones are unknown, not errors. */
import { z } from 'zod'

const File = z.looseObject({
  rfilename: z.string(),
  size: z.number().nullish(),
  lfs: z.looseObject({ sha256: z.string().nullish(), size: z.number().nullish() }).nullish(),
})

const Repository = z.looseObject({
  id: z.string(),
  tags: z.array(z.string()),
  downloads: z.number().nullish(),
  likes: z.number().nullish(),
  private: z.boolean().nullish(),
  gated: z.union([z.boolean(), z.string()]).nullish(),
  createdAt: z.string().nullish(),
  lastModified: z.string().nullish(),
  pipeline_tag: z.string().nullish(),
  library_name: z.string().nullish(),
  sha: z.string().nullish(),
  siblings: z.array(File).nullish(),
  gguf: z.looseObject({}).nullish(),
  safetensors: z.looseObject({}).nullish(),
  config: z.looseObject({}).nullish(),
})

/** We asked for the files and their absence would empty every model: that is a changed hub. */
export const RepositoryItem = Repository.required({ siblings: true }).extend({ siblings: z.array(File) })
export const ListAnswer = z.array(z.unknown())
export const ModelInfoAnswer = z.looseObject({ id: z.string() })
