import type { ComponentProps } from 'react'
import { currentPlace, go, Link } from '../../../router.tsx'

/** Opens a model beside or above the search as it stands. */
export const openModel = (id: string): void => go('discover', { ...currentPlace().query, id })

interface Props extends Pick<ComponentProps<'a'>, 'className' | 'children'> {
  readonly id: string
}

/** The address is the model's own, so that no card is drawn again for a search that changes around it. */
export function ModelLink({ id, ...rest }: Props) {
  return <Link data-model={id} to="discover" query={{ id }} onGo={() => openModel(id)} {...rest} />
}
