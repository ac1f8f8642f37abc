import type { BridgeProtocol } from './bridgeProtocol.js'
import { celerPeg } from './protocols/celerPeg.js'
import { celerPool } from './protocols/celerPool.js'
import { multichain } from './protocols/multichain.js'
import { opDeposit } from './protocols/opDeposit.js'
import { opWithdrawal } from './protocols/opWithdrawal.js'
import { polyNetwork } from './protocols/polyNetwork.js'
import { thorchain } from './protocols/thorchain.js'

/** The registry: every protocol and version that legs are read of, in code-unit order of ids. */
export const bridgeProtocols: readonly BridgeProtocol[] = [
	celerPeg,
	celerPool,
	multichain,
	opDeposit,
	opWithdrawal,
	polyNetwork,
	thorchain,
]
