import { appEnvironment, expect, startServe, test } from './shell.ts'

test('the token leaves the address bar, and a copied address is refused with a way out', async ({
  shell,
  browser,
  home,
}) => {
  await expect.poll(() => shell.page.url()).not.toContain('#')
  const other = await startServe(appEnvironment(`${home}/other`))
  const first = await browser.newPage()
  await first.goto(other.address)
  await expect(first.getByRole('heading', { level: 1 })).toBeVisible()
  const second = await (await browser.newContext()).newPage()
  await second.goto(other.address)
  await expect(second.getByRole('alertdialog', { name: 'This address is no longer valid' })).toBeVisible()
  await second.screenshot({ path: '.screenshots/serve/address-used.png' })
  await second.context().close()
  await first.close()
  await other.stop()
})

test('the page comes back by itself after its connection broke, and knows what it missed', async ({
  browser,
  home,
}) => {
  const served = await startServe(appEnvironment(`${home}/broken`))
  const page = await browser.newPage()
  let isDown = false
  const line: { cut?: () => void } = {}
  await page.routeWebSocket(/\/socket$/, (socket) => {
    if (isDown) return void socket.close()
    socket.connectToServer()
    line.cut = () => void socket.close()
  })
  await page.goto(served.address)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  // A second tab of the same user, which keeps its line and changes something meanwhile.
  const [other] = await Promise.all([
    page.waitForEvent('popup'),
    page.evaluate(() => void window.open('/?page=settings')),
  ])

  isDown = true
  line.cut?.()
  await other.getByRole('radio', { name: 'Dark' }).click()
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', 'dark')
  isDown = false
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark', { timeout: 10_000 })
  await page.context().close()
  await served.stop()
})
