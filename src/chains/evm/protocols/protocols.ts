import { balancerV2 } from './balancerV2.js'
import { cow } from './cow.js'
import { curve } from './curve.js'
import { oneInch } from './oneInch.js'
import type { Protocol } from './protocol.js'
import { uniswapV2 } from './uniswapV2.js'
import { uniswapV3 } from './uniswapV3.js'
import { uniswapV4 } from './uniswapV4.js'
import { zeroEx } from './zeroEx.js'

/** Every exchange protocol that is known here. */
export const protocols: readonly Protocol[] = [balancerV2, cow, curve, oneInch, uniswapV2, uniswapV3, uniswapV4, zeroEx]
