/** Prices with their dates and sources: for display, for sorting, and for what swappers may have paid out. */
export type { Price } from '../model/price.js'
export { parsePrices } from './parsePrices.js'
export { PriceBook, type PriceBookOptions } from './priceBook.js'
export type { PriceInput } from './readPrice.js'
