import { chipMixer } from './bitcoin/chipMixer.js'
import { coSpend } from './bitcoin/coSpend.js'
import { equalOutputs } from './bitcoin/equalOutputs.js'
import { joinMarket } from './bitcoin/joinMarket.js'
import { payJoin } from './bitcoin/payJoin.js'
import { stonewall } from './bitcoin/stonewall.js'
import { wabiSabi } from './bitcoin/wabiSabi.js'
import { wasabi10 } from './bitcoin/wasabi10.js'
import { wasabi11 } from './bitcoin/wasabi11.js'
import { wasabiCoordinator } from './bitcoin/wasabiCoordinator.js'
import { whirlpool } from './bitcoin/whirlpool.js'
import { whirlpoolTx0 } from './bitcoin/whirlpoolTx0.js'
import type { Heuristic } from './heuristic.js'

/** The heuristics that a trace runs where the caller names none. */
export const standard: readonly Heuristic[] = [
	coSpend,
	equalOutputs,
	payJoin,
	stonewall,
	joinMarket,
	wasabi10,
	wasabi11,
	wasabiCoordinator,
	wabiSabi,
	whirlpool,
	whirlpoolTx0,
	chipMixer,
]
