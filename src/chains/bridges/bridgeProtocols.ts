import type { BridgeProtocol } from './bridgeProtocol.js'
import { across2 } from './protocols/across/across2.js'
import { across3 } from './protocols/across/across3.js'
import { across25 } from './protocols/across/across25.js'
import { aggLayer } from './protocols/aggLayer.js'
import { arbitrumDeposit } from './protocols/arbitrum/arbitrumDeposit.js'
import { arbitrumWithdrawal } from './protocols/arbitrum/arbitrumWithdrawal.js'
import { avalanche } from './protocols/avalanche.js'
import { axelar } from './protocols/axelar/axelar.js'
import { cctp1 } from './protocols/cctp/cctp1.js'
import { cctp2 } from './protocols/cctp/cctp2.js'
import { celerPeg } from './protocols/celer/celerPeg.js'
import { celerPool } from './protocols/celer/celerPool.js'
import { chainflip } from './protocols/chainflip.js'
import { connext } from './protocols/connext/connext.js'
import { deBridge } from './protocols/deBridge.js'
import { hopDown } from './protocols/hop/hopDown.js'
import { hopUp } from './protocols/hop/hopUp.js'
import { hyperlane } from './protocols/hyperlane/hyperlane.js'
import { layerZeroOft1 } from './protocols/layerZero/layerZeroOft1.js'
import { layerZeroOft2 } from './protocols/layerZero/layerZeroOft2.js'
import { stargate1 } from './protocols/layerZero/stargate1.js'
import { stargate2 } from './protocols/layerZero/stargate2.js'
import { multichain } from './protocols/multichain.js'
import { nomad } from './protocols/nomad.js'
import { opDeposit } from './protocols/opStack/opDeposit.js'
import { opWithdrawal } from './protocols/opStack/opWithdrawal.js'
import { plasmaDeposit } from './protocols/polygon/plasmaDeposit.js'
import { plasmaWithdrawal } from './protocols/polygon/plasmaWithdrawal.js'
import { polygonDeposit } from './protocols/polygon/polygonDeposit.js'
import { polygonWithdrawal } from './protocols/polygon/polygonWithdrawal.js'
import { polyNetwork } from './protocols/polyNetwork/polyNetwork.js'
import { renBtc } from './protocols/renBtc.js'
import { ronin } from './protocols/ronin/ronin.js'
import { roninFirst } from './protocols/ronin/roninFirst.js'
import { symbiosis } from './protocols/symbiosis/symbiosis.js'
import { symbiosisRoute } from './protocols/symbiosis/symbiosisRoute.js'
import { synapse } from './protocols/synapse/synapse.js'
import { synapseRfq } from './protocols/synapse/synapseRfq.js'
import { thorchain } from './protocols/thorchain/thorchain.js'
import { wormhole } from './protocols/wormhole/wormhole.js'
import { zkSyncDeposit } from './protocols/zkSync/zkSyncDeposit.js'
import { zkSyncWithdrawal } from './protocols/zkSync/zkSyncWithdrawal.js'

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
	plasmaDeposit,
	plasmaWithdrawal,
	polygonWithdrawal,
	renBtc,
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
	zkSyncWithdrawal,
]
