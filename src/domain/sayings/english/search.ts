/** What an operator of the search takes; it ends a sentence that names what was typed. */
export const search = {
  'expects-parameters': 'a number of parameters, such as 7b, >=3b or 7b..13b',
  'expects-size': 'a size, such as <8gb, 500mb or 4gb..12gb',
  'expects-tokens': 'a number of tokens, such as >=32k or 8192',
  'expects-age': 'an age, such as <30d, <6m or <1y',
  'expects-value': 'a value after the colon',
}
