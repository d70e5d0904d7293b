export function Mark() {
  return (
    <svg viewBox="0 0 32 32" className="size-6 shrink-0" aria-hidden>
      <path d="M16 2.5 27.7 9.25v13.5L16 29.5 4.3 22.75V9.25z" className="fill-honey" />
      <path d="M16 9.6 21.5 12.8v6.4L16 22.4l-5.5-3.2v-6.4z" className="fill-on-honey" />
    </svg>
  )
}
