import type { BridgeProtocol } from './bridgeProtocol.js'
import { across2 } from './protocols/across2.js'
import { across3 } from './protocols/across3.js'
import { across25 } from './protocols/across25.js'
import { aggLayer } from './protocols/aggLayer.js'
import { arbitrumDeposit } from './protocols/arbitrumDeposit.js'
import { arbitrumWithdrawal } from './protocols/arbitrumWithdrawal.js'
import { avalanche } from './protocols/avalanche.js'
import { axelar } from './protocols/axelar.js'
import { cctp1 } from './protocols/cctp1.js'
import { cctp2 } from './protocols/cctp2.js'
import { celerPeg } from './protocols/celerPeg.js'
import { celerPool } from './protocols/celerPool.js'
import { chainflip } from './protocols/chainflip.js'
import { connext } from './protocols/connext.js'
import { deBridge } from './protocols/deBridge.js'
import { hopDown } from './protocols/hopDown.js'
import { hopUp } from './protocols/hopUp.js'
import { hyperlane } from './protocols/hyperlane.js'
import { layerZeroOft1 } from './protocols/layerZeroOft1.js'
import { layerZeroOft2 } from './protocols/layerZeroOft2.js'
import { multichain } from './protocols/multichain.js'
import { nomad } from './protocols/nomad.js'
import { opDeposit } from './protocols/opDeposit.js'
import { opWithdrawal } from './protocols/opWithdrawal.js'
import { polygonDeposit } from './protocols/polygonDeposit.js'
import { polyNetwork } from './protocols/polyNetwork.js'
import { ronin } from './protocols/ronin.js'
import { roninFirst } from './protocols/roninFirst.js'
import { stargate1 } from './protocols/stargate1.js'
import { stargate2 } from './protocols/stargate2.js'
import { symbiosis } from './protocols/symbiosis.js'
import { symbiosisRoute } from './protocols/symbiosisRoute.js'
import { synapse } from './protocols/synapse.js'
import { synapseRfq } from './protocols/synapseRfq.js'
import { thorchain } from './protocols/thorchain.js'
import { wormhole } from './protocols/wormhole.js'
import { zkSyncDeposit } from './protocols/zkSyncDeposit.js'

/** The registry: every protocol and version that legs are read of, in code-unit order of ids. */
export const bridgeProtocols: readonly BridgeProtocol[] = [
	across2,
	across25,
	across3,
	aggLayer,
	arbitrumDeposit,
	arbitrumWithdrawal,
	avalanche,
	axelar,
	cctp1,
	cctp2,
	celerPeg,
	celerPool,
	chainflip,
	connext,
	deBridge,
	hopDown,
	hopUp,
	hyperlane,
	layerZeroOft1,
	layerZeroOft2,
	multichain,
	nomad,
	opDeposit,
	opWithdrawal,
	polyNetwork,
	polygonDeposit,
	roninFirst,
	ronin,
	stargate1,
	stargate2,
	symbiosis,
	symbiosisRoute,
	synapse,
	synapseRfq,
	thorchain,
	wormhole,
	zkSyncDeposit,
]
