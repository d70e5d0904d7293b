import type { search as english } from '#domain/sayings/english/search'

export const search: typeof english = {
  'expects-parameters': 'een aantal parameters, zoals 7b, >=3b of 7b..13b',
  'expects-size': 'een grootte, zoals <8gb, 500mb of 4gb..12gb',
  'expects-tokens': 'een aantal tokens, zoals >=32k of 8192',
  'expects-age': 'een leeftijd, zoals <30d, <6m of <1y',
  'expects-value': 'een waarde na de dubbele punt',
}
