import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createApi } from './api/api.ts'
import { connect } from './api/connect.ts'
import { App } from './App.tsx'
import { BrokenBridge } from './frame/BrokenBridge.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
const connection = connect()

createRoot(root).render(
  <StrictMode>
    {connection.kind === 'broken' ? (
      <BrokenBridge />
    ) : (
      <App
        api={createApi(connection.transport)}
        onLinkState={connection.kind === 'socket' ? connection.transport.onState : undefined}
      />
    )}
  </StrictMode>,
)
